/**
 * Ten thousand idle streams on one server process, each of a session of its
 * own, until every one has had a heartbeat. The memory of a connection is set
 * against the broadcaster's, which keeps nothing but the connection.
 */
import { type Child, stopAll } from "./child.ts";
import type { Group, Look } from "./listeners.ts";
import { report, skipped } from "./report.ts";
import { streamHead } from "./requests.ts";
import {
  serveBroadcast,
  type Served,
  serveReal,
  startListeners,
} from "./server.ts";
import { found, gather, prepare } from "./world.ts";

const STREAMS = 10_000;
/** Files a process needs besides its streams. */
const BESIDES = 500;
/** A heartbeat comes every 25 s; a look at the streams every 2.5 s. */
const HOLD = 32_000;

interface Outcome {
  readonly open: number;
  readonly failed: number;
  /** Resident bytes of one connection. */
  readonly bytes: number;
  readonly seconds: number;
  readonly listeners: Child;
}

async function openAll(
  { child, port }: Served,
  heads: readonly string[],
  folder: string,
): Promise<Outcome> {
  const listeners = await startListeners();
  const post = { path: "", headers: {}, body: "" };
  const file = `${folder}/${port}.json`;
  const groups: Group[] = [{ heads, post }];
  await Deno.writeTextFile(file, JSON.stringify(groups));
  const before = child.memory();
  const began = performance.now();
  const { open, failed } = await listeners.ask<
    { open: number; failed: number }
  >({ do: "open", port, file });
  const seconds = (performance.now() - began) / 1_000;
  const bytes = (child.memory() - before) / Math.max(1, open - failed);
  return { open, failed, bytes, seconds, listeners };
}

async function mostFiles(): Promise<number> {
  const { stdout } = await new Deno.Command("sh", {
    args: ["-c", "ulimit -H -n"],
  }).output();
  const text = new TextDecoder().decode(stdout).trim();
  return text === "unlimited" ? Infinity : Number(text);
}

/** Opens, holds, and looks whether all are still there. */
export async function bench(): Promise<void> {
  const files = await mostFiles();
  if (files < STREAMS + BESIDES) {
    skipped("idle", `only ${files} open files allowed, ulimit -H -n`);
    return;
  }
  const folder = await Deno.makeTempDir({ prefix: "parley-bench-" });
  try {
    const people = await prepare(`${folder}/data`, async () => {
      await found();
      return await gather(STREAMS);
    });
    const plain = await serveBroadcast(100);
    const base = await openAll(
      plain,
      people.map((_, i) => `GET /${i} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`),
      folder,
    );
    await base.listeners.stop();
    await plain.child.stop();
    const real = await serveReal(`${folder}/data`);
    const ours = await openAll(
      real,
      people.map(({ token }) => streamHead(real.port, token)),
      folder,
    );
    await ours.listeners.ask<Look>({ do: "look" });
    const cpu = real.child.cpu();
    await new Promise((done) => setTimeout(done, HOLD));
    const used = (real.child.cpu() - cpu) / (HOLD / 1_000);
    const look = await ours.listeners.ask<Look>({ do: "look" });
    const silent = STREAMS - look.moved;
    report({ name: "idle.streams", value: `${ours.open - ours.failed}` });
    report({
      name: "idle.failed",
      value: String(ours.failed + look.failed),
      amount: ours.failed + look.failed,
    });
    report({
      name: "idle.without_heartbeat",
      value: String(silent),
      amount: silent,
    });
    report({
      name: "idle.memory",
      value: `${(ours.bytes / 1024).toFixed(1)} KiB`,
      ratios: [ours.bytes / base.bytes],
    });
    report({
      name: "idle.base.memory",
      value: `${(base.bytes / 1024).toFixed(1)} KiB`,
    });
    report({
      name: "idle.opening",
      value: `${(STREAMS / ours.seconds).toFixed(0)} streams/s`,
      ratios: [ours.seconds / base.seconds],
    });
    report({ name: "idle.cpu", value: `${(used * 100).toFixed(1)} %` });
    await ours.listeners.stop();
  } finally {
    await stopAll();
    await Deno.remove(folder, { recursive: true });
  }
}
