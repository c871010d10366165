/**
 * Everything a server holds of people and conversations, as files of JSON that
 * are made while they are read: what waits in memory is one run of messages.
 * Its shape is described in docs/api.md and carries a version.
 */
import { exportEverybody } from "@/lib/accounts/export_everybody.ts";
import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import { everyConversation } from "@/lib/conversations/entries.ts";
import {
  entriesUpTo,
  type StandingConversation,
  standingConversation,
} from "@/lib/conversations/export_conversation.ts";
import type { Entry } from "@/lib/conversations/model.ts";
import { list } from "@/lib/kv/read.ts";
import { reactions, versions, votes } from "./_keys.ts";

/** Raised when a field changes its meaning or goes. */
const VERSION = 1;
/** Messages in one piece. */
const RUN = 100;

/** What is not in it, in words of the format: whoever reads it must not look for it. */
const LEFT_OUT = [
  "passwords and their hashes, recovery codes, passkeys, seeds of authenticator apps",
  "sessions, tokens, invites, links, secrets of sign-in providers and of this server",
  "mail addresses and details that people show to some only",
  "drafts, scheduled messages, and what each person chose for their own list",
  "reports to moderators",
  "the bytes of pictures and voice messages",
  "who voted for what in an anonymous poll",
  "what the server cannot read: end-to-end encrypted messages are there as sealed bytes",
];

/** One file of it. */
export interface ServerFile {
  readonly name: string;
  readonly pieces: AsyncIterable<string>;
}

/** Every file, in the order in which it is written. */
export async function* exportServer(
  about: { server: string; now: number },
): AsyncGenerator<ServerFile, void> {
  yield { name: "manifest.json", pieces: manifest(about) };
  yield { name: "people.json", pieces: array(exportEverybody()) };
  for await (const id of everyConversation()) {
    const standing = await standingConversation(id);
    if (!standing) continue;
    yield { name: `conversations/${id}.json`, pieces: whole(standing) };
  }
}

async function* manifest(
  { server, now }: { server: string; now: number },
): AsyncGenerator<string, void> {
  const about = {
    format: "parley-server-export",
    version: VERSION,
    server,
    made: instant(now),
    settings: await findServerSettings(),
    leftOut: LEFT_OUT,
  };
  yield JSON.stringify(about, null, 1) + "\n";
}

async function* array(
  items: AsyncIterable<unknown>,
): AsyncGenerator<string, void> {
  let between = "[\n";
  for await (const item of items) {
    yield between + JSON.stringify(item);
    between = ",\n";
  }
  yield between === "[\n" ? "[]\n" : "\n]\n";
}

/** One conversation with all that is said in it. */
async function* whole(
  { conversation, members, upTo }: StandingConversation,
): AsyncGenerator<string, void> {
  const { id } = conversation;
  const facts = {
    ...conversation,
    created: instant(conversation.created),
    members: members.map(({ user, role, since, from }) => ({
      user,
      role,
      since: instant(since),
      ...(from === undefined ? {} : { from }),
    })),
    upTo,
  };
  yield JSON.stringify(facts).slice(0, -1) + ',"messages":[';
  let between = "\n";
  for await (const run of entriesUpTo(id, upTo, RUN)) {
    const hung = await hungOn(id, run);
    yield between +
      run.map((entry) => JSON.stringify({ ...saidIn(entry), ...hung(entry) }))
        .join(",\n");
    between = ",\n";
  }
  yield "\n]}\n";
}

function saidIn({ seq, id, author, at, kind, body, ...entry }: Entry) {
  const { thread, until, edited } = entry;
  return {
    seq,
    id,
    author,
    at: instant(at),
    kind,
    ...("sealed" in body ? { sealed: body.sealed.toBase64() } : body),
    ...(thread === undefined ? {} : { thread }),
    ...(until === undefined ? {} : { until: instant(until) }),
    ...(edited === undefined ? {} : { edited: instant(edited) }),
  };
}

/** What hangs on a run of messages: each kind is read as one range. */
async function hungOn(id: string, run: readonly Entry[]) {
  const range = { after: run[0]!.seq - 1, before: run.at(-1)!.seq + 1 };
  const reacted = new Map<
    number,
    { user: string; emojis: readonly string[] }[]
  >();
  for await (const { key, value } of list(reactions, [id], range)) {
    const [, seq, user] = key;
    addTo(reacted, seq, { user, emojis: value.emojis });
  }
  const voted = new Map<
    number,
    { user: string; choices: readonly number[] }[]
  >();
  for await (const { key, value } of list(votes, [id], range)) {
    const [, seq, user] = key;
    addTo(voted, seq, { user, choices: value.choices });
  }
  const earlier = new Map<number, { text: string; at: string }[]>();
  for await (const { key, value } of list(versions, [id], range)) {
    addTo(earlier, key[1], { text: value.text, at: instant(value.at) });
  }
  return ({ seq, body }: Entry) => {
    const secret = "poll" in body && body.poll?.anonymous;
    return {
      ...(reacted.has(seq) ? { reactions: reacted.get(seq) } : {}),
      ...(voted.has(seq) && !secret ? { votes: voted.get(seq) } : {}),
      ...(earlier.has(seq) ? { earlier: earlier.get(seq) } : {}),
    };
  };
}

function addTo<T>(all: Map<number, T[]>, seq: number, one: T): void {
  const known = all.get(seq);
  if (known) known.push(one);
  else all.set(seq, [one]);
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
