import { findBetweens } from "@/lib/accounts/between.ts";
import type { Betweens } from "@/lib/accounts/between_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import { readEntries } from "@/lib/conversations/entries.ts";
import {
  findConversation,
  titleConversation,
} from "@/lib/conversations/find.ts";
import { readableFrom } from "@/lib/conversations/rights.ts";
import { NotFound } from "@/lib/errors.ts";
import { list } from "@/lib/kv/read.ts";
import { saved } from "./_saved_keys.ts";
import type { ShownMessage } from "./model.ts";
import { readable, unblocked } from "./readable.ts";
import { type Saved, SAVED_PAGE } from "./saved_model.ts";
import { showMessages } from "./show.ts";

/** A saved message as a list shows it. */
export interface ListedSaved extends Saved {
  readonly conversation: string;
  readonly seq: number;
  /** What its conversation is called; null when one is not in it any more. */
  readonly title: string | null;
  /** Null when it is not there any more, or not for this reader. */
  readonly message: ShownMessage | null;
}

/** A page of them, and where they are from. */
export interface SavedPage {
  readonly rows: readonly ListedSaved[];
  /** Are there more on the next page? */
  readonly more: boolean;
  /** The conversations one has saved something of and is in. */
  readonly places: readonly { readonly id: string; readonly title: string }[];
}

/**
 * What somebody saved: first what they were to be reminded of by now, then the
 * one saved last. Each is read as it stands now, if they may still read it.
 */
export async function listSaved(
  user: User,
  { place, page = 1 }: { place?: string | undefined; page?: number } = {},
): Promise<SavedPage> {
  const all: { conversation: string; seq: number; row: Saved }[] = [];
  for await (const { key, value } of list(saved, [user.id])) {
    all.push({ conversation: key[1], seq: key[2], row: value });
  }
  const titles = await titlesOf(user, all.map((one) => one.conversation));
  const chosen = all.filter((one) => !place || one.conversation === place)
    .sort((a, b) =>
      (b.row.due ?? 0) - (a.row.due ?? 0) || b.row.at - a.row.at ||
      b.seq - a.seq
    );
  const start = (page - 1) * SAVED_PAGE;
  const shown = chosen.slice(start, start + SAVED_PAGE);
  const messages = await messagesOf(user, shown);
  return {
    rows: shown.map(({ conversation, seq, row }) => ({
      ...row,
      conversation,
      seq,
      title: titles.get(conversation) ?? null,
      message: messages.get(`${conversation}.${seq}`) ?? null,
    })),
    more: chosen.length > start + SAVED_PAGE,
    places: [...titles].flatMap(([id, title]) =>
      title === null ? [] : [{ id, title }]
    ),
  };
}

async function titlesOf(
  user: User,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  return new Map(
    await Promise.all([...new Set(ids)].map(async (id) => {
      const titled = await whereIn(
        user,
        id,
        async ({ conversation }) =>
          (await titleConversation(user, conversation)).title,
      );
      return [id, titled] as const;
    })),
  );
}

async function messagesOf(
  user: User,
  places: readonly { conversation: string; seq: number }[],
): Promise<Map<string, ShownMessage>> {
  const between = await findBetweens(user.id);
  const byPlace = Map.groupBy(places, ({ conversation }) => conversation);
  const found = await Promise.all(
    [...byPlace].map(async ([id, these]) =>
      await whereIn(user, id, (place) =>
        showThose(
          place,
          these.map(({ seq }) => seq),
          between,
        )) ?? []
    ),
  );
  return new Map(
    found.flat().map((one) => [`${one.conversation}.${one.seq}`, one]),
  );
}

async function showThose(
  { conversation, member }: Awaited<ReturnType<typeof findConversation>>,
  seqs: readonly number[],
  between: Betweens,
): Promise<ShownMessage[]> {
  const from = readableFrom(member);
  const entries = (await readEntries(conversation.id, seqs))
    .filter(({ seq, kind }) => seq >= from && kind === "text");
  return (await showMessages(conversation, entries, null))
    .map((message) => unblocked(readable(message, from), between));
}

/** Null where they are not, or not any more. */
async function whereIn<R>(
  user: User,
  id: string,
  ask: (place: Awaited<ReturnType<typeof findConversation>>) => Promise<R>,
): Promise<R | null> {
  try {
    return await ask(await findConversation(user, id));
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}
