/** A server that keeps one copy per client id, a drawer that outlives crashes, and a clock that does not wait. */
import {
  type Drawer,
  openOutbox,
  type Outbox,
  type Outcome,
} from "@/lib/client/outbox.ts";
import type { Waiting } from "@/lib/client/waiting.ts";

/** `localStorage` without a browser. */
export class MemoryDrawer implements Drawer {
  readonly #rows = new Map<string, string>();
  full = false;

  get length(): number {
    return this.#rows.size;
  }
  key(index: number): string | null {
    return [...this.#rows.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#rows.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (this.full) throw new Error("QuotaExceededError");
    this.#rows.set(key, value);
  }
  removeItem(key: string): void {
    this.#rows.delete(key);
  }
}

/** What happens to an attempt: cut before or after the server stored it, or an answer. */
export type Fate =
  | "arrives"
  | "cut-before"
  | "cut-after"
  | "throws"
  | "signed-out"
  | "refused";

/** A server and the tabs that talk to it. */
export class PostOffice {
  readonly drawer = new MemoryDrawer();
  /** What the server has, in its order. */
  readonly log: { conversation: string; clientId: string; text: string }[] = [];
  readonly rows: string[] = [];
  attempts = 0;
  #fates: Fate[] = [];

  /** What will happen to the next attempts; after them all arrive. */
  expect(...fates: Fate[]): void {
    this.#fates.push(...fates);
  }

  open(account = "ana", more: { refused?: () => boolean } = {}): Outbox {
    let open = true;
    this.crash = () => open = false;
    return openOutbox({
      account,
      drawer: this.drawer,
      send: async (message) => {
        await Promise.resolve();
        if (!open) return await new Promise<Outcome>(() => {});
        const outcome = this.#send(message);
        await Promise.resolve();
        // A tab that crashed hears no answer.
        return open ? outcome : await new Promise<Outcome>(() => {});
      },
      now: () => 1_000,
      wait: () => new Promise((done) => setTimeout(done, 0)),
      changed: () => {},
      sent: (_, html) => this.rows.push(html),
      ...more,
    });
  }

  /** The open tab dies: nothing of it runs any more. */
  crash: () => void = () => {};

  #send(message: Waiting): Outcome {
    this.attempts++;
    const fate = this.#fates.shift() ?? "arrives";
    if (fate === "signed-out") return { kind: "signed-out" };
    if (fate === "refused") return { kind: "refused", sentence: "Too long." };
    if (fate === "cut-before") return { kind: "unknown" };
    if (fate === "throws") throw new TypeError("Failed to fetch");
    const { clientId, conversation, text } = message;
    if (!this.log.some((row) => row.clientId === clientId)) {
      this.log.push({ conversation, clientId, text });
    }
    return fate === "cut-after"
      ? { kind: "unknown" }
      : { kind: "sent", html: text };
  }

  texts(conversation = "c1"): string[] {
    return this.log.filter((row) => row.conversation === conversation)
      .map(({ text }) => text);
  }
}

/** Lets everything under way happen. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 12; i++) await new Promise((done) => setTimeout(done, 0));
}
