/** What a person takes along of their own list: what they chose, wrote and asked for. */
import type { User } from "@/lib/accounts/model.ts";
import { list } from "@/lib/kv/read.ts";
import { chosens, unsents } from "./_keys.ts";
import { askedToJoin } from "./_link_keys.ts";
import { findArrangement } from "./choose.ts";
import { FOR_EVER } from "./place_model.ts";

/** Plain data; folders by their names, as people know them. */
export async function exportPlaces(user: User) {
  const { pinned, folders } = await findArrangement(user);
  const names = new Map(folders.map(({ id, name }) => [id, name]));
  const chosen = [];
  for await (const { key, value } of list(chosens, [user.id])) {
    const { muted, archived, folders = [], tags = [] } = value;
    chosen.push({
      conversation: key[1],
      mutedUntil: muted === undefined
        ? null
        : muted === FOR_EVER
        ? "for ever"
        : instant(muted),
      archived: archived
        ? { after: archived.seq, returns: archived.returns }
        : null,
      folders: folders.flatMap((id) => names.get(id) ?? []),
      tags,
    });
  }
  const drafts = [];
  for await (const { key, value } of list(unsents, [user.id])) {
    const { text, reply, at } = value;
    drafts.push({
      conversation: key[1],
      text,
      ...(reply === undefined ? {} : { replyTo: reply }),
      at: instant(at),
    });
  }
  const asked = [];
  for await (const { key } of list(askedToJoin, [user.id])) asked.push(key[1]);
  return {
    pinned,
    folders: folders.map(({ name, rules }) => ({ name, rules })),
    chosen,
    drafts,
    askedToJoin: asked,
  };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
