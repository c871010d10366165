/** What a page costs on the wire, as Chromium itself counted it. */
import type { Person, Stage, Tab, TabOptions } from "./browser.ts";

/** One request of a page. */
export interface Cost {
  readonly path: string;
  /** Document, Stylesheet, Script, Image… as Chromium calls it. */
  readonly type: string;
  /** Compressed, with the answer's headers. */
  readonly bytes: number;
}

/** What a page cost in all. */
export interface Bill {
  readonly costs: readonly Cost[];
  readonly requests: number;
  readonly bytes: number;
  readonly scriptBytes: number;
  print(name: string): void;
}

/**
 * Opens a page with an empty cache and counts every byte that comes for it over
 * the network: documents, frames, styles, scripts, the worker's too, pictures
 * and answers to what scripts post; bodies compressed, headers included. Not
 * counted: what the browser sends, what it has already, what it refuses to
 * load, and the worker's event stream, which is silent until something happens.
 */
export async function bill(
  who: Stage | Person,
  path: string,
  options: TabOptions,
  until: (tab: Tab) => Promise<unknown>,
): Promise<Bill> {
  const tab = await who.tab(options);
  const { cdp } = tab;
  const found = new Map<string, Cost>();
  let heard = performance.now();
  const settle = (id: string, bytes: number) => {
    heard = performance.now();
    const cost = found.get(id);
    if (cost) found.set(id, { ...cost, bytes });
  };
  const free = ({ requestId }: { requestId: string }) =>
    found.delete(requestId);
  cdp.on("Network.requestWillBeSent", ({ requestId, request, type }) => {
    heard = performance.now();
    const { pathname, search } = new URL(request.url);
    const path = pathname + search;
    found.set(requestId, { path, type: type ?? "Other", bytes: -1 });
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    settle(requestId, encodedDataLength);
  });
  cdp.on("Network.requestServedFromCache", free);
  cdp.on("Network.loadingFailed", free);
  await cdp.send("Network.enable");
  await tab.open(path);
  await until(tab);
  while (performance.now() - heard < QUIET) await rest();
  const costs: Cost[] = [];
  for (const cost of found.values()) {
    // The framed log never ends, and a worker loads its script elsewhere.
    const bytes = cost.bytes < 0
      ? await countOverTheWire(tab, cost.path)
      : cost.bytes;
    costs.push({ ...cost, bytes });
  }
  await tab.page.browserContext().close();
  return billOf(costs);
}

/** Nothing more comes after this many milliseconds without a byte. */
const QUIET = 400;

const rest = () => new Promise<void>((done) => setTimeout(done, 50));

/** Asks as the tab would and counts what comes, headers included, until it is quiet. */
async function countOverTheWire(tab: Tab, path: string): Promise<number> {
  const { hostname, port } = new URL(tab.page.url());
  const cookies = await tab.page.browserContext().cookies();
  const connection = await Deno.connect({ hostname, port: Number(port) });
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    "Accept-Encoding: gzip, deflate, br, zstd",
    `Cookie: ${cookies.map((one) => `${one.name}=${one.value}`).join("; ")}`,
  ];
  await connection.write(
    new TextEncoder().encode(lines.join("\r\n") + "\r\n\r\n"),
  );
  const buffer = new Uint8Array(65_536);
  let bytes = 0;
  let heard = performance.now();
  const reading = (async () => {
    for (;;) {
      const size = await connection.read(buffer);
      if (size === null) return;
      bytes += size;
      heard = performance.now();
    }
  })().catch(() => {});
  while (performance.now() - heard < QUIET) await rest();
  connection.close();
  await reading;
  return bytes;
}

function billOf(costs: readonly Cost[]): Bill {
  const sum = (some: readonly Cost[]) =>
    some.reduce((all, { bytes }) => all + bytes, 0);
  const bytes = sum(costs);
  return {
    costs,
    requests: costs.length,
    bytes,
    scriptBytes: sum(costs.filter(({ type }) => type === "Script")),
    print(name) {
      console.log(`I9 ${name}: ${bytes} bytes, ${costs.length} requests`);
      for (const { path, type, bytes } of costs) {
        console.log(`   ${String(bytes).padStart(6)}  ${type}  ${path}`);
      }
    },
  };
}
