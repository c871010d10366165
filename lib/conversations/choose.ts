/** What somebody chooses for one conversation: silence, the archive, words and folders of their own. */
import type { User } from "@/lib/accounts/model.ts";
import { Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { list, read } from "@/lib/kv/read.ts";
import { announce } from "@/lib/live/announce.ts";
import { arrangements, chosens, tips } from "./_keys.ts";
import { findConversation } from "./find.ts";
import { isMentionedAfter } from "./mentions.ts";
import { lastOf } from "./log_model.ts";
import { findReading } from "./readers.ts";
import {
  type Arrangement,
  type Chosen,
  endOfMute,
  type Folder,
  mutedUntil,
  MUTES,
  RETURNS,
  returnsOn,
  TAG_LENGTH_LIMIT,
  TAG_LIMIT,
  tagKey,
} from "./place_model.ts";
import { cleanName } from "./draft.ts";

/** What one's own list does with a conversation now, and the folders there are. */
export interface OwnPlace {
  readonly chosen: Chosen;
  readonly pinned: boolean;
  readonly muted: number | null;
  /** Is it silent for mentions, too? */
  readonly deaf: boolean;
  readonly archived: boolean;
  readonly unread: number;
  readonly folders: readonly Folder[];
}

/** @throws NotFound */
export async function findPlace(user: User, id: string): Promise<OwnPlace> {
  await findConversation(user, id);
  const [chosen, arrangement, reading, tip] = await Promise.all([
    read(chosens, [user.id, id]),
    findArrangement(user),
    findReading(user, id),
    read(tips, [id]),
  ]);
  const away = chosen?.archived;
  const mentioned = away !== undefined &&
    await isMentionedAfter(user.id, id, away.seq);
  return {
    chosen: chosen ?? {},
    pinned: arrangement.pinned.includes(id),
    muted: mutedUntil(chosen, Date.now()),
    deaf: chosen?.deaf === true,
    archived: away !== undefined &&
      !returnsOn(away, { seq: lastOf(tip), mentioned }),
    unread: reading.unread,
    folders: arrangement.folders,
  };
}

/** What is on top, and the folders. */
export async function findArrangement(user: User): Promise<Arrangement> {
  return await read(arrangements, [user.id]) ?? { pinned: [], folders: [] };
}

/** When the person last changed any of it: a stream that was away asks. */
export async function findPlaceStamp(user: string): Promise<string> {
  let last = "";
  for await (const { versionstamp } of list(arrangements, [user])) {
    if (versionstamp > last) last = versionstamp;
  }
  for await (const { versionstamp } of list(chosens, [user])) {
    if (versionstamp > last) last = versionstamp;
  }
  return last;
}

/** Silences a conversation for a span; "off" ends that. @throws NotFound; Invalid at `mute` */
export async function muteConversation(
  user: User,
  id: string,
  span: string,
  options: {
    timeZone: string;
    now?: number;
    /** For mentions, too? */
    deaf?: boolean;
  },
): Promise<void> {
  const { timeZone, now = Date.now(), deaf = false } = options;
  const mute = MUTES.find((one) => one === span);
  if (!mute && span !== "off") {
    throw new Invalid({ mute: { key: "inbox.place.error.mute" } });
  }
  await choose(
    user,
    id,
    ({ muted: _, deaf: __, ...chosen }) =>
      mute
        ? {
          ...chosen,
          muted: endOfMute(mute, now, timeZone),
          ...(deaf ? { deaf } : {}),
        }
        : chosen,
  );
}

/** Puts a conversation away, until something it `returns` on. @throws NotFound; Invalid at `returns` */
export async function archiveConversation(
  user: User,
  id: string,
  returns: string,
): Promise<void> {
  const on = RETURNS.find((one) => one === returns);
  if (!on) throw new Invalid({ returns: { key: "inbox.place.error.returns" } });
  await choose(user, id, async (chosen) => ({
    ...chosen,
    archived: { seq: (await read(tips, [id]))?.seq ?? 0, returns: on },
  }));
}

/** Takes it back into the list. @throws NotFound */
export async function unarchiveConversation(
  user: User,
  id: string,
): Promise<void> {
  await choose(user, id, ({ archived: _, ...chosen }) => chosen);
}

/** Gives a conversation these words, separated by commas. @throws NotFound; Invalid at `tags` */
export async function tagConversation(
  user: User,
  id: string,
  text: string,
): Promise<void> {
  const tags = new Map<string, string>();
  for (const part of text.split(/[,;،؛\n]/u)) {
    const tag = cleanName(part);
    if (tag !== "" && !tags.has(tagKey(tag))) tags.set(tagKey(tag), tag);
  }
  const long = [...tags.values()].some((tag) =>
    [...tag].length > TAG_LENGTH_LIMIT
  );
  if (long || tags.size > TAG_LIMIT || !text.isWellFormed()) {
    throw new Invalid({
      tags: {
        key: "inbox.place.error.tags",
        values: { count: TAG_LIMIT, limit: TAG_LENGTH_LIMIT },
      },
    });
  }
  await choose(
    user,
    id,
    ({ tags: _, ...chosen }) =>
      tags.size === 0 ? chosen : { ...chosen, tags: [...tags.values()] },
  );
}

/** Puts a conversation into these folders and no others; those that are gone do not count. @throws NotFound */
export async function fileConversation(
  user: User,
  id: string,
  ids: readonly string[],
): Promise<void> {
  const { folders: there } = await findArrangement(user);
  const folders = there.map((one) => one.id).filter((one) => ids.includes(one));
  await choose(
    user,
    id,
    ({ folders: _, ...chosen }) =>
      folders.length === 0 ? chosen : { ...chosen, folders },
  );
}

/** The one way to write a choice. An empty row stays: its stamp tells a stream that was away. */
async function choose(
  user: User,
  id: string,
  next: (before: Chosen) => Chosen | Promise<Chosen>,
): Promise<void> {
  await change(async (c) => {
    // Before the look at the member: a removal drops this row.
    const before = await c.read(chosens, [user.id, id]) ?? {};
    await findConversation(user, id);
    c.put(chosens, [user.id, id], await next(before));
    announce(c, { type: "place-changed", audience: { user: user.id } });
  });
}
