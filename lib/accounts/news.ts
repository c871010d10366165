/**
 * News of people between the instances on one shared store. Each instance
 * gathers what happened for a moment, writes it into one ring of a kind, and
 * watches the rings of both: so neither writes nor watches grow with people.
 * A single process has none of it.
 */
import { type Change, change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { watch } from "@/lib/kv/watch.ts";
import {
  type NewsKind,
  type Piece,
  presences,
  type Ring,
  rings,
} from "./_news_keys.ts";
import { noteProfileNews } from "./_profile_news.ts";
import { recentUsers } from "./_store.ts";
import { findProfile } from "./find.ts";
import { formerProfile } from "./leaving_model.ts";
import type { Profile } from "./model.ts";
import { forgetQuiet, sharePresenceNews } from "./presence.ts";
import {
  clearElsewhere,
  noteAlive,
  noteElsewhere,
  STALE,
} from "./presence_elsewhere.ts";

/** Pieces in a ring. Whoever missed more reads everybody's row. */
const KEPT = 256;
/** How long news is gathered, and how often each says that it is there. In milliseconds. */
const GATHER = { profile: 500, presence: 4_000 } as const;
const ALIVE = 30_000;
/** Rows of an instance that ended without a word. */
const LAST = 2 * 86_400_000;
const KINDS: readonly [NewsKind][] = [["profile"], ["presence"]];
const NOBODY: Ring = { n: 0, pieces: [], alive: {} };

/** Who is told what other instances did. */
export interface NewsListener {
  profileChanged(profile: Profile): void;
  /** These came, went, or want quiet. */
  presenceChanged(users: readonly string[]): void;
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
  noteProfileNews((user) => profiles.add({ by, user }));
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
    alive = ring.alive;
    const gone = noteAlive(alive, Date.now());
    const users = new Set(missed ? [...gone, ...await readAll()] : gone);
    for (const { user, by, here } of pieces) {
      if (here) noteElsewhere(user, by, here);
      users.add(user);
    }
    if (users.size > 0) listener.presenceChanged([...users]);
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
    sharePresenceNews(null);
    clearElsewhere();
    profiles.stop();
    people.stop();
  };
}

/** News of one kind that waits to be written: of each person the last. */
class Waiting {
  readonly #kind: NewsKind;
  readonly #by: string;
  readonly #gather: number;
  #pieces = new Map<string, Piece>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(kind: NewsKind, by: string, gather: number) {
    this.#kind = kind;
    this.#by = by;
    this.#gather = gather;
  }

  add(piece: Piece): void {
    this.#pieces.delete(piece.user);
    this.#pieces.set(piece.user, piece);
    this.soon();
  }

  /** Writes after a moment, even if there is nothing but that we are there. */
  soon(): void {
    this.#timer ??= setTimeout(() => this.#write(), this.#gather);
  }

  /** Ends with the word that we are not there any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#ended = true;
    this.#pieces.clear();
    if (this.#kind === "presence") void this.#write();
  }

  async #write(): Promise<void> {
    const pieces = [...this.#pieces.values()].slice(0, KEPT);
    for (const { user } of pieces) this.#pieces.delete(user);
    try {
      await change((c) => this.#put(c, pieces, Date.now()));
    } catch {
      // What came since is newer.
      for (const piece of pieces) {
        if (!this.#pieces.has(piece.user)) this.#pieces.set(piece.user, piece);
      }
    }
    this.#timer = undefined;
    if (this.#pieces.size > 0 && !this.#ended) this.soon();
  }

  async #put(
    c: Change,
    pieces: readonly Piece[],
    now: number,
  ): Promise<void> {
    const ring = await c.read(rings, [this.#kind]) ?? NOBODY;
    const others = Object.entries(ring.alive).filter(([by, said]) =>
      by !== this.#by && now - said < STALE
    );
    const own: [string, number][] = this.#ended ? [] : [[this.#by, now]];
    for (const { user, here } of pieces) {
      if (here?.state === "offline") c.drop(presences, [user, this.#by]);
      else if (here) {
        c.put(presences, [user, this.#by], here, { expireIn: LAST });
      }
    }
    c.put(rings, [this.#kind], {
      n: ring.n + pieces.length,
      pieces: [...ring.pieces, ...pieces].slice(-KEPT),
      alive: Object.fromEntries([...others, ...own]),
    });
  }
}
