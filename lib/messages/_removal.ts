import { findProfile } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import { entries } from "@/lib/conversations/entries.ts";
import { noteAlteration } from "@/lib/conversations/log.ts";
import type { Conversation, Entry } from "@/lib/conversations/model.ts";
import type { Change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import type { Tally } from "./model.ts";
import { showWhole } from "./show.ts";

/** What open screens are told of one removal: what is gone, and which rows look different without it. */
export class Removal {
  /** Numbers behind which there is nothing any more. */
  readonly gone = new Set<number>();
  readonly #c: Change;
  readonly #conversation: Conversation;
  readonly #at: number;

  constructor(c: Change, conversation: Conversation, at: number) {
    this.#c = c;
    this.#conversation = conversation;
    this.#at = at;
  }

  /** Announces a row as it is now. */
  async show(entry: Entry, tally?: Tally): Promise<void> {
    const author = await findProfile(entry.author) ??
      formerProfile(entry.author);
    announce(this.#c, {
      type: "message-changed",
      audience: { conversation: entry.conversation },
      message: await showWhole(
        this.#conversation,
        entry,
        author,
        await this.#before(entry),
        tally,
      ),
      ...(tally && entry.kind === "deleted" ? {} : { hung: true }),
    });
  }

  /** The same, also for streams that are away. */
  async showAgain(entry: Entry, tally?: Tally): Promise<void> {
    const { seq, conversation } = entry;
    await noteAlteration(this.#c, conversation, { seq, at: this.#at });
    await this.show(entry, tally);
  }

  /** Says what is gone. The row behind it may begin a day or a run of somebody's now. */
  async tell(): Promise<void> {
    if (this.gone.size === 0) return;
    const { id } = this.#conversation;
    announce(this.#c, {
      type: "messages-removed",
      audience: { conversation: id },
      seqs: [...this.gone].sort((a, b) => a - b),
    });
    const told = new Set<number>();
    for (const seq of this.gone) {
      if (this.gone.has(seq + 1)) continue;
      const next = await this.#nearest(id, { after: seq });
      if (!next || told.has(next.seq)) continue;
      told.add(next.seq);
      await this.showAgain(next);
    }
  }

  /** Lists do not see what this very change drops, so it is passed over. */
  async #nearest(
    id: string,
    range: { after: number } | { before: number; reverse: true },
  ): Promise<Entry | null> {
    const some = { ...range, limit: this.gone.size + 1 };
    for await (const { value } of this.#c.list(entries, [id], some)) {
      if (!this.gone.has(value.seq)) return value;
    }
    return null;
  }

  async #before({ conversation, seq, thread }: Entry): Promise<Entry | null> {
    if (thread !== undefined) return null;
    return await this.#nearest(conversation, { before: seq, reverse: true });
  }
}
