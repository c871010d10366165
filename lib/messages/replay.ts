import { findProfiles, findUser } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import type { Profile } from "@/lib/accounts/model.ts";
import { findPlaceStamp } from "@/lib/conversations/choose.ts";
import {
  type Altered,
  listMissed,
  type Missed,
} from "@/lib/conversations/entries.ts";
import {
  findTipEntry,
  listMemberships,
  readConversations,
} from "@/lib/conversations/find.ts";
import { findMentionStamp } from "@/lib/conversations/mentions.ts";
import type { Conversation, Neighbour } from "@/lib/conversations/model.ts";
import type { Happening } from "@/lib/live/events.ts";
import { readEntryBefore } from "@/lib/conversations/entries.ts";
import { findHung } from "./hung.ts";
import type { Hung } from "./model.ts";
import { readMarks } from "./marks.ts";
import { showMessage } from "./show.ts";

/** Most that is replayed; whoever missed more gets the page anew instead. */
const REPLAY_LIMIT = 500;

/** The same for a stream that opens: `reset` when it is too much. */
export async function replayMissed(
  userId: string,
  since: string,
): Promise<AsyncIterable<Happening> | "reset"> {
  const missed = await listMissedBy(userId, since);
  return missed === null ? "reset" : (async function* () {
    yield* missed;
  })();
}

/**
 * What a user has missed since a versionstamp, in the order in which it was
 * committed: new messages and notes, edits and deletes as they stand now, and
 * conversations the user came into. Exactly once each.
 * @returns null when it is too much, so that the page is fetched anew
 */
export async function listMissedBy(
  userId: string,
  since: string,
): Promise<Happening[] | null> {
  if (!await findUser(userId)) return [];
  const memberships = await listMemberships(userId);
  const happenings: Happening[] = [];
  const behind = new Map<string, { joined: string; from: number }>();
  await Promise.all(memberships.map(async (one) => {
    const { conversation, versionstamp, from } = one;
    if (versionstamp > since) {
      happenings.push({
        event: {
          type: "member-added",
          audience: { conversation },
          user: userId,
        },
        versionstamp,
      });
    }
    const tip = await findTipEntry(conversation);
    if (tip && tip.versionstamp > since) {
      behind.set(conversation, { joined: versionstamp, from });
    }
  }));
  const [place, mention] = await Promise.all([
    findPlaceStamp(userId),
    findMentionStamp(userId),
  ]);
  // The list is drawn anew for either.
  const placed = place > mention ? place : mention;
  if (placed > since) {
    happenings.push({
      event: { type: "place-changed", audience: { user: userId } },
      versionstamp: placed,
    });
  }
  const conversations = await readConversations([...behind.keys()]);
  for (const [id, { joined, from }] of behind) {
    const conversation = conversations.get(id);
    if (!conversation) continue;
    const missed = await listMissed(id, since, joined, REPLAY_LIMIT);
    if (!missed || happenings.length + missed.length > REPLAY_LIMIT) {
      return null;
    }
    const own = missed.filter((one) =>
      ("gone" in one ? one.gone : one.entry.seq) >= from
    );
    happenings.push(...await asHappenings(conversation, own, userId));
  }
  // Stable: within one commit the order of the log stays.
  return happenings.sort((a, b) =>
    a.versionstamp! < b.versionstamp!
      ? -1
      : a.versionstamp! > b.versionstamp!
      ? 1
      : 0
  );
}

/**
 * What happened in one conversation since then, oldest first; for the bridge
 * between instances. Null when it is too much.
 */
export async function listMissedIn(
  id: string,
  since: string,
): Promise<Happening[] | null> {
  const conversation = (await readConversations([id])).get(id);
  if (!conversation) return [];
  const missed = await listMissed(id, since, "", REPLAY_LIMIT);
  return missed && await asHappenings(conversation, missed);
}

async function asHappenings(
  conversation: Conversation,
  all: readonly Missed[],
  viewer?: string,
): Promise<Happening[]> {
  const missed = all.filter((one) => "entry" in one);
  const removed = all.flatMap((one) => "gone" in one ? [one] : []);
  const [authors, hung] = await Promise.all([
    findProfiles(missed.map(({ entry }) => entry.author)),
    findHung(conversation, missed.map(({ entry }) => entry)),
  ]);
  // Most stand in a row: the one before is here already.
  const here = new Map(missed.map(({ entry }) => [entry.seq, entry]));
  const shown = await Promise.all(missed.map(async (one) => {
    const before = here.get(one.entry.seq - 1);
    const previous = before && before.thread === one.entry.thread
      ? before
      : await readEntryBefore(one.entry);
    const author = authors.get(one.entry.author) ??
      formerProfile(one.entry.author);
    const happening = asHappening(conversation, one, author, previous, hung);
    return await withMarks(happening, viewer, one.by);
  }));
  const audience = { conversation: conversation.id };
  const gone = removed.map(({ gone, versionstamp }): Happening => ({
    event: { type: "messages-removed", audience, seqs: [gone] },
    versionstamp,
  }));
  return [...shown, ...gone];
}

function asHappening(
  conversation: Conversation,
  { entry, change, versionstamp }: Altered,
  author: Profile,
  previous: Neighbour | null,
  hung: (seq: number) => Hung,
): Happening {
  const audience = { conversation: conversation.id };
  if (entry.kind === "note" && change === "added") {
    return {
      event: { type: "note-added", audience, entry, author, previous },
      versionstamp,
    };
  }
  const message = showMessage(
    conversation,
    entry,
    author,
    previous,
    hung(entry.seq),
  );
  const type = change === "added" ? "message-added" : "message-changed";
  return { event: { type, audience, message }, versionstamp };
}

/**
 * Whoever was away hears what of a row is their own now. Between instances it
 * is told of who altered it last: others' marks are as their screens have them.
 */
async function withMarks(
  happening: Happening,
  viewer: string | undefined,
  by: string | undefined,
): Promise<Happening> {
  const of = viewer ?? by;
  const { event } = happening;
  const shows = event.type === "message-changed" ||
    event.type === "message-added";
  if (!shows || of === undefined) return happening;
  const { message } = event;
  const marks = (await readMarks(of, [message])).get(message.seq);
  const { reactions = [], votes = [] } = marks ?? {};
  const own = { of, reactions, ...message.poll ? { votes } : {} };
  const secret = event.type === "message-changed" && !viewer &&
    message.poll?.anonymous;
  return {
    ...happening,
    event: secret ? { ...event, secretly: own } : { ...event, marks: own },
  };
}
