/** A small stage for streams: a store in memory, plain renderers, a reader that reads SSE. */
import type { Profile } from "@/lib/accounts/model.ts";
import type { Reader } from "@/lib/i18n/reader.ts";
import type { Happening, LiveEvent } from "@/lib/live/events.ts";
import type { Frame, Recipient } from "@/lib/live/frame.ts";
import { Hub } from "@/lib/live/hub.ts";
import { openLive, type OpenOptions } from "@/lib/live/stream.ts";

/** Only what delivery asks of a reader. */
export function readerOf(language = "en", timeZone = "UTC"): Reader {
  return { language, timeZone, direction: "ltr" } as unknown as Reader;
}

export function profile(id: string): Profile {
  return { id, username: id, name: id.toUpperCase(), hue: 1, picture: null };
}

export function added(
  conversation: string,
  seq: number,
  author = "joe",
  text = `m${seq}`,
): LiveEvent {
  return {
    type: "message-added",
    audience: { conversation },
    message: {
      seq,
      id: `id-${seq}`,
      conversation,
      author: profile(author),
      at: seq,
      kind: "text",
      html: text,
      text,
      previous: null,
    },
  };
}

/** What a frame of these tests looks like. */
export function render(event: LiveEvent, to: Recipient): Frame | null {
  switch (event.type) {
    case "message-added":
    case "message-changed":
      return {
        event: event.type === "message-added" ? "message" : "alter",
        about: {
          conversation: event.message.conversation,
          seq: event.message.seq,
        },
        html: `<p lang=${to.reader.language}${
          to.own ? " class=mine" : ""
        }>${event.message.html}</p>`,
      };
    case "typing":
    case "receipt":
      return { event: event.type, about: {} };
    case "member-added":
    case "member-removed":
      return {
        event: "conversation",
        about: { type: event.type, user: event.user },
      };
    default:
      return null;
  }
}

/** One event as a client sees it. */
export interface Seen {
  event: string;
  id: string | null;
  about: Record<string, unknown>;
  html: string;
}

/** Reads a stream as a browser would. */
export class Client {
  readonly seen: Seen[] = [];
  closed = false;
  failed = false;
  lastId: string | null = null;
  raw = "";
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly finished: Promise<void>;

  constructor(response: Response) {
    this.#reader = response.body!.getReader();
    this.finished = this.#run();
  }

  async #run(): Promise<void> {
    const decoder = new TextDecoder();
    let rest = "";
    try {
      while (true) {
        const { done, value } = await this.#reader.read();
        if (done) break;
        const text = decoder.decode(value, { stream: true });
        this.raw += text;
        const blocks = (rest + text).split("\n\n");
        rest = blocks.pop() ?? "";
        for (const block of blocks) this.#take(block);
      }
      this.closed = true;
    } catch {
      this.failed = true;
    }
  }

  #take(block: string): void {
    let event = "message";
    let id: string | null = null;
    const data: string[] = [];
    for (const line of block.split("\n")) {
      if (line.startsWith("event: ")) event = line.slice(7);
      if (line.startsWith("id: ")) id = line.slice(4);
      if (line.startsWith("data: ")) data.push(line.slice(6));
    }
    if (id !== null) this.lastId = id;
    if (data.length === 0) return;
    const [about, ...html] = data;
    this.seen.push({
      event,
      id,
      about: JSON.parse(about!),
      html: html.join("\n"),
    });
  }

  /** The numbers of the messages seen, in their order. */
  seqs(): unknown[] {
    return this.seen.filter(({ event }) => event === "message")
      .map(({ about }) => about["seq"]);
  }

  async leave(): Promise<void> {
    await this.#reader.cancel();
  }
}

/** A hub with a log behind it, as a domain would give it. */
export class Stage {
  readonly hub = new Hub();
  readonly log: Happening[] = [];
  readonly members = new Map<string, Set<string>>();
  #clock = 0;

  /** Commits: it is in the store first, and emitted a moment later. */
  commit(...events: LiveEvent[]): string {
    const versionstamp = this.stamp();
    for (const event of events) this.store(event, versionstamp);
    for (const event of events) this.hub.emit({ event, versionstamp });
    return versionstamp;
  }

  stamp(): string {
    return String(++this.#clock).padStart(10, "0");
  }

  store(event: LiveEvent, versionstamp: string): void {
    this.log.push({ event, versionstamp });
    if (event.type === "member-added") {
      this.membersOf(event.audience.conversation).add(event.user);
    }
    if (event.type === "member-removed") {
      this.membersOf(event.audience.conversation).delete(event.user);
    }
  }

  membersOf(conversation: string): Set<string> {
    const known = this.members.get(conversation);
    if (known) return known;
    const made = new Set<string>();
    this.members.set(conversation, made);
    return made;
  }

  conversationsOf(user: string): string[] {
    return [...this.members].filter(([, users]) => users.has(user))
      .map(([id]) => id);
  }

  missedBy(user: string, cursor: string): Happening[] {
    return this.log.filter(({ event, versionstamp }) =>
      versionstamp! > cursor && event.type === "message-added" &&
      this.membersOf(event.audience.conversation).has(user)
    );
  }

  options(user: string, more: Partial<OpenOptions> = {}): OpenOptions {
    return {
      session: `session of ${user}`,
      user,
      reader: readerOf(),
      cursor: null,
      render,
      replay: (who, cursor) => this.missedBy(who, cursor),
      listConversationsOf: (who) => this.conversationsOf(who),
      hub: this.hub,
      ...more,
    };
  }

  open(user: string, more: Partial<OpenOptions> = {}): Client {
    return new Client(openLive(this.options(user, more)));
  }
}

/** Lets everything that is under way happen. */
export function settle(ms = 5): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** Waits for something to come true, however busy the machine is; gives up after a while. */
export async function until(true_: () => boolean, ms = 5_000): Promise<void> {
  const end = Date.now() + ms;
  while (!true_() && Date.now() < end) await settle();
}
