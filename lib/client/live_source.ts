/**
 * One connection for all tabs of a browser, because a browser opens six per
 * host and every tab would take one: in a shared worker where there are such,
 * else as `live_tab.ts` does it.
 */
import type { LiveMessage, LiveRequest } from "./live_core.ts";
import { trustedScriptUrl } from "./trusted.ts";

/** How to listen. */
export interface SourceOptions {
  readonly url: string;
  /** Addresses of the bundles of `entry/live_worker.ts` and `entry/live_tab.ts`. */
  readonly worker: string;
  readonly fallback: string;
  /** Tabs of different accounts do not share. */
  readonly user: string;
  /** The tab's own position, asked whenever it introduces itself. */
  readonly cursor: () => string;
  readonly on: (message: LiveMessage) => void;
}

/** Takes what a tab says to its connection. */
export type Send = (request: LiveRequest) => void;

/** Starts listening; returns a way to wake the connection up. */
export function listen(options: SourceOptions): () => void {
  let wake = () => {};
  const fallBack = () => {
    // Our scripts are bundled without exports; this one leaves a function.
    import(options.fallback).then(() => {
      const { parleyTab } = globalThis as unknown as {
        parleyTab: (options: SourceOptions) => () => void;
      };
      wake = parleyTab(options);
    });
  };
  try {
    const url = trustedScriptUrl(options.worker);
    const worker = new SharedWorker(url, { name: nameOf(options) });
    const { port } = worker;
    port.onmessage = ({ data }) => options.on(data);
    worker.onerror = fallBack;
    wake = attend(options, newName(), (it) => port.postMessage(it))[1];
  } catch {
    // An old browser has none, a private window may refuse.
    fallBack();
  }
  return () => wake();
}

/** Tabs of one account meet under this name. */
export function nameOf({ user }: SourceOptions): string {
  return `live ${user}`;
}

/** Introduces the tab, also after it came back from the history, and takes its leave. */
export function attend(
  options: SourceOptions,
  from: string,
  send: Send,
): [hello: () => void, wake: () => void] {
  const hello = () => send({ from, hello: options.cursor() });
  addEventListener("pagehide", () => send({ from, gone: true }));
  addEventListener(
    "pageshow",
    (event) => (event as PageTransitionEvent).persisted && hello(),
  );
  hello();
  return [hello, () => send({ from, wake: true })];
}

/** Tells tabs apart. */
export function newName(): string {
  return String(Math.random());
}
