/**
 * News of people between the instances on one shared store. Each instance
 * gathers what happened for a moment, writes it into one ring of a kind, and
 * watches the rings of both: so neither writes nor watches grow with people.
 * A single process has none of it.
 */
import { list } from "@/lib/kv/read.ts";
import { watch } from "@/lib/kv/watch.ts";
import {
  type NewsKind,
  type Piece,
  presences,
  type Ring,
  rings,
} from "./_news_keys.ts";
import { NOBODY, Waiting } from "./_news_waiting.ts";
import { noteProfileNews } from "./_profile_news.ts";
import { noteSignInNews } from "./_sign_in_news.ts";
import { recentUsers } from "./_store.ts";
import { findProfile } from "./find.ts";
import { formerProfile } from "./leaving_model.ts";
import type { Profile } from "./model.ts";
import { forgetQuiet, sharePresenceNews } from "./presence.ts";
import {
  clearElsewhere,
  noteAlive,
  noteElsewhere,
} from "./presence_elsewhere.ts";

/** How long news is gathered, and how often each says that it is there. In milliseconds. */
const GATHER = { profile: 500, presence: 4_000, "sign-in": 500 } as const;
const ALIVE = 30_000;
const KINDS: readonly [NewsKind][] = [["profile"], ["presence"], ["sign-in"]];

/** Who is told what other instances did. */
export interface NewsListener {
  profileChanged(profile: Profile): void;
  /** These came, went, or want quiet. */
  presenceChanged(users: readonly string[]): void;
  /** Their other screens are to say that this session began. */
  signedIn(user: string, session: string): void;
}

/** Times in milliseconds; tests shorten them. */
export interface NewsOptions {
  readonly gather?: Readonly<Record<NewsKind, number>>;
  readonly every?: number;
}

/** Begins to tell and to hear; returns how to stop. */
export function startNews(
  listener: NewsListener,
  { gather = GATHER, every = ALIVE }: NewsOptions = {},
): () => void {
  const by = crypto.randomUUID();
  const seen = new Map<NewsKind, number>();
  let alive: Ring["alive"] = {};
  const profiles = new Waiting("profile", by, gather.profile);
  const people = new Waiting("presence", by, gather.presence);
  const signIns = new Waiting("sign-in", by, gather["sign-in"]);
  noteProfileNews((user) => profiles.add({ by, user }));
  noteSignInNews((user, session) => signIns.add({ by, user, session }));
  sharePresenceNews((user, here) => people.add({ by, user, here }));
  const unwatch = watch(rings, KINDS, ([kind], entry) => {
    hear(kind, entry?.value ?? NOBODY).catch((error) =>
      console.error("News of people:", error)
    );
  });
  const beat = setInterval(() => {
    people.soon();
    const gone = noteAlive(alive, Date.now());
    if (gone.length > 0) listener.presenceChanged(gone);
  }, every);
  people.soon();

  async function hear(kind: NewsKind, ring: Ring): Promise<void> {
    const before = seen.get(kind);
    seen.set(kind, ring.n);
    const fresh = before === undefined ? Infinity : ring.n - before;
    const missed = fresh > ring.pieces.length;
    const pieces = ring.pieces.slice(missed ? 0 : ring.pieces.length - fresh)
      .filter((piece) => piece.by !== by);
    if (kind === "profile") {
      // At first there is nobody here who could have seen what was before.
      if (before !== undefined) await hearProfiles(pieces);
      return;
    }
    if (kind === "sign-in") {
      if (before !== undefined) hearSignIns(pieces);
      return;
    }
    alive = ring.alive;
    const gone = noteAlive(alive, Date.now());
    const users = new Set(missed ? [...gone, ...await readAll()] : gone);
    for (const { user, by, here } of pieces) {
      if (here) noteElsewhere(user, by, here);
      users.add(user);
    }
    if (users.size > 0) listener.presenceChanged([...users]);
  }

  function hearSignIns(pieces: readonly Piece[]): void {
    for (const { user, session } of pieces) {
      if (session !== undefined) listener.signedIn(user, session);
    }
  }

  async function hearProfiles(pieces: readonly Piece[]): Promise<void> {
    for (const user of new Set(pieces.map(({ user }) => user))) {
      recentUsers.forget(user);
      forgetQuiet(user);
      listener.profileChanged(await findProfile(user) ?? formerProfile(user));
    }
  }

  async function readAll(): Promise<string[]> {
    const users: string[] = [];
    for await (const { key: [user, of], value } of list(presences, [])) {
      if (of === by || !(of in alive)) continue;
      noteElsewhere(user, of, value);
      users.push(user);
    }
    return users;
  }

  return () => {
    clearInterval(beat);
    unwatch();
    noteProfileNews(null);
    noteSignInNews(null);
    sharePresenceNews(null);
    clearElsewhere();
    profiles.stop();
    people.stop();
    signIns.stop();
  };
}
