/**
 * Messages on their way to the server. What is put in here is stored first and
 * leaves only when the server has it or the writer takes it back: it survives
 * reloads, crashes, being offline and being signed out. Every attempt carries
 * the same client id, so however often it is sent the server keeps one copy.
 */

import type { Waiting } from "./waiting.ts";

/** What became of one attempt. `unknown`: it may have arrived or not. */
export type Outcome =
  | { readonly kind: "sent"; readonly html: string }
  | { readonly kind: "refused"; readonly sentence: string }
  | { readonly kind: "unknown" }
  | { readonly kind: "signed-out" };

/** The part of `localStorage` that is used. */
export interface Drawer {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** What the outbox works with; tests give their own. */
export interface OutboxOptions {
  /** One outbox per account: another person at this browser sends nothing of it. */
  readonly account: string;
  readonly drawer: Drawer;
  readonly send: (message: Waiting) => Promise<Outcome>;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Called whenever what `list` gives has changed. */
  readonly changed: () => void;
  readonly sent: (message: Waiting, html: string) => void;
  /** May say that it took the text back; then nothing stays in the outbox. */
  readonly refused?: (message: Waiting, sentence: string) => boolean;
}

const LONGEST_PAUSE = 30_000;

/** The outbox of one account in one tab. */
export interface Outbox {
  /** What waits in a conversation, in the order of writing. */
  list(conversation: string): Waiting[];
  /** Takes a message and starts sending it. */
  put(message: Omit<Waiting, "at" | "n" | "state">): void;
  /** Tries everything again: at start, when the connection is back, or when asked to. */
  flush(clientId?: string): void;
  /** The writer gives it up. It may have arrived all the same: then it stands in the log. */
  discard(clientId: string): void;
}

/** Opens the outbox; call `flush()` to send what an earlier page left. */
export function openOutbox(options: OutboxOptions): Outbox {
  const prefix = `outbox ${options.account} `;
  /** Where storing is refused, what waits lives as long as the tab. */
  const memory = new Map<string, Waiting>();
  const busy = new Set<string>();
  let wakers: (() => void)[] = [];

  function all(): Waiting[] {
    const found = new Map(memory);
    for (let i = 0; i < options.drawer.length; i++) {
      const key = options.drawer.key(i);
      if (!key?.startsWith(prefix)) continue;
      const message = parse(options.drawer.getItem(key));
      if (message) found.set(message.clientId, message);
    }
    return [...found.values()].sort((a, b) => a.n - b.n || a.at - b.at);
  }

  function store(message: Waiting): void {
    try {
      options.drawer.setItem(
        prefix + message.clientId,
        JSON.stringify(message),
      );
      memory.delete(message.clientId);
    } catch {
      memory.set(message.clientId, message);
    }
    options.changed();
  }

  function remove(clientId: string): void {
    memory.delete(clientId);
    options.drawer.removeItem(prefix + clientId);
    options.changed();
  }

  const find = (clientId: string) =>
    all().find((one) => one.clientId === clientId);

  function fail(message: Waiting, reason: string, refused: boolean): void {
    // Taken back, or sent from another tab, in the meantime.
    if (!find(message.clientId)) return;
    store({ ...message, state: "failed", reason, refused });
  }

  /** One conversation's messages go out one after another: the next waits for the fate of the one before. */
  async function work(conversation: string): Promise<void> {
    if (busy.has(conversation)) return;
    busy.add(conversation);
    try {
      for (let tries = 0;;) {
        const next = all().find((one) =>
          one.conversation === conversation && !one.refused
        );
        if (!next) return;
        const outcome = await attempt(next);
        if (outcome.kind === "sent") {
          tries = 0;
          settleSent(next, outcome.html);
        } else if (outcome.kind === "refused") {
          tries = 0;
          if (options.refused?.(next, outcome.sentence)) remove(next.clientId);
          else fail(next, outcome.sentence, true);
        } else {
          fail(next, outcome.kind, false);
          // Signed out: only a new page can send it, and it will.
          if (outcome.kind === "signed-out") return;
          // Called on, it may still be too early: the next try is soon again.
          tries = await pause(tries) ? 0 : tries + 1;
        }
      }
    } finally {
      busy.delete(conversation);
    }
  }

  function settleSent(message: Waiting, html: string): void {
    options.sent(message, html);
    remove(message.clientId);
  }

  async function attempt(message: Waiting): Promise<Outcome> {
    try {
      return await options.send(message);
    } catch {
      return { kind: "unknown" };
    }
  }

  /** Waits longer each time; true if `flush` ended the wait. */
  async function pause(tries: number): Promise<boolean> {
    const called = new Promise<true>((done) => wakers.push(() => done(true)));
    const longest = Math.min(LONGEST_PAUSE, 1_000 * 2 ** tries);
    return await Promise.race([called, options.wait(longest)]) === true;
  }

  return {
    list: (conversation) =>
      all().filter((one) => one.conversation === conversation),
    put(message) {
      const n = (all().at(-1)?.n ?? 0) + 1;
      store({ ...message, at: options.now(), n, state: "pending" });
      work(message.conversation);
    },
    flush(clientId) {
      const again = clientId === undefined
        ? all().filter(({ refused }) => !refused)
        : all().filter((one) => one.clientId === clientId);
      for (const { reason: _, refused: __, ...message } of again) {
        if (message.state === "failed") store({ ...message, state: "pending" });
      }
      for (const wake of wakers) wake();
      wakers = [];
      for (const { conversation } of again) work(conversation);
    },
    discard: remove,
  };
}

function parse(text: string | null): Waiting | null {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
