/**
 * The same fan-out by others, where they are installed: their server's CPU per
 * delivery is the baseline. socket.io stores nothing, so it does less.
 * SOCKET_IO_DIR names a folder in which socket.io is installed.
 */
import { findProgram } from "../support/ensure_packages.ts";
import { root } from "../support/server.ts";
import { startChild, stopAll } from "./child.ts";
import { attach, groupsOf, measure, SHAPES, stage, TEXT } from "./fanout.ts";
import type { Shape } from "./fanout.ts";
import type { Group } from "./listeners.ts";
import { median, report, skipped } from "./report.ts";
import { serveReal } from "./server.ts";

/** "40", the packet that opens a session, as a masked text frame. */
const HELLO = [0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30];
const WARM_UP = 50;

function socketIoGroups(shape: Shape): Group[] {
  return Array.from({ length: shape.groups }, (_, i) => ({
    heads: Array.from({ length: shape.listeners }, () =>
      [
        `GET /socket.io/?EIO=4&transport=websocket&room=${i} HTTP/1.1`,
        "Host: 127.0.0.1",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "",
        "",
      ].join("\r\n")),
    hello: HELLO,
    post: { path: `/${i}`, headers: {}, body: `${TEXT} {id}` },
  }));
}

async function againstSocketIo(shape: Shape, node: string): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "parley-bench-" });
  try {
    const set = await stage(`${folder}/data`, shape);
    const real = await serveReal(`${folder}/data`);
    const ours = await attach(
      "ours",
      real,
      groupsOf(set, real.port, true),
      folder,
    );
    const warm = WARM_UP * shape.groups ** 0.5;
    const first = await measure(ours, warm, shape.lanes);
    const child = startChild([
      `${root}tests/bench/socket_io_server.mjs`,
      String(Math.round(first.bytes / first.deliveries)),
    ], { program: node });
    const theirs = await attach(
      "theirs",
      { child, port: Number(await child.line()) },
      socketIoGroups(shape),
      folder,
      '42["message"',
    );
    await measure(theirs, warm, shape.lanes);
    const costs: number[] = [];
    const rates: number[] = [];
    const ratios: number[] = [];
    const faster: number[] = [];
    for (let i = 0; i < shape.rounds; i++) {
      const their = await measure(theirs, shape.messages, shape.lanes);
      const own = await measure(ours, shape.messages, shape.lanes);
      costs.push(their.perDelivery);
      ratios.push(own.perDelivery / their.perDelivery);
      rates.push(their.messages / their.seconds);
      faster.push(own.messages / own.seconds / rates[i]!);
    }
    report({
      name: `socket_io.${shape.name}.cpu`,
      value: `${median(costs).toFixed(1)} µs`,
      ratios,
    });
    report({
      name: `socket_io.${shape.name}.rate`,
      value: `${median(rates).toFixed(0)} messages/s`,
      ratios: faster,
    });
  } finally {
    await stopAll();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Whoever is installed. */
export async function bench(): Promise<void> {
  const folder = Deno.env.get("SOCKET_IO_DIR");
  const node = await findProgram("node");
  if (!folder) skipped("socket_io", "SOCKET_IO_DIR is not set");
  else if (!node) skipped("socket_io", "node is not on the path");
  else for (const shape of SHAPES) await againstSocketIo(shape, node);
  skipped(
    "ejabberd",
    await findProgram("ejabberdctl")
      ? "it is installed, but its comparison is not written yet"
      : "ejabberdctl is not on the path",
  );
}
