/**
 * How often what may happen: a bucket of tokens per deed and person, which
 * fills again with time. Attempts to get in are counted in the store, so that
 * a restart forgives nothing, and are refused when counting fails; all other
 * buckets are in memory and stand open after a restart.
 */
import { createHash } from "node:crypto";
import { StorageFull, TooMany, Unavailable } from "@/lib/errors.ts";
import { theSettings } from "@/lib/http/settings.ts";
import { change } from "@/lib/kv/change.ts";
import { family } from "@/lib/kv/family.ts";

interface Bucket {
  /** Tokens of a full bucket. */
  readonly burst: number;
  /** Milliseconds until one more token is there. */
  readonly every: number;
  /** Counted in the store? */
  readonly kept?: true;
}

const second = 1_000;
const minute = 60 * second;

/** Every bucket. Who it belongs to is said behind it. */
export const buckets = {
  "send": { burst: 60, every: second }, // user
  "send-conversation": { burst: 20, every: 250 }, // conversation
  "react": { burst: 30, every: 500 }, // user
  "sign-in": { burst: 5, every: 5 * minute, kept: true }, // account and net
  "sign-in-net": { burst: 30, every: 10 * second, kept: true }, // net
  "second-step": { burst: 5, every: 15 * minute, kept: true }, // account
  "provider": { burst: 60, every: second }, // net
  "passkey": { burst: 30, every: 2 * second }, // net
  "sign-up": { burst: 6, every: 10 * minute, kept: true }, // net
  "guest": { burst: 30, every: minute, kept: true }, // net
  "recover-net": { burst: 20, every: minute, kept: true }, // net
  "recover": { burst: 3, every: 60 * minute, kept: true }, // account
  "recover-link": { burst: 3, every: 60 * minute, kept: true }, // account
  "mail-address": { burst: 5, every: 12 * minute, kept: true }, // user
  "mail-code": { burst: 10, every: 6 * minute, kept: true }, // user
  "mail-test": { burst: 5, every: minute }, // user
  "upload": { burst: 50, every: 1_200 }, // user
  "suggest": { burst: 40, every: 250 }, // user
  "search": { burst: 10, every: second }, // user
  "preview": { burst: 10, every: 6 * second }, // user
  "invite": { burst: 20, every: 3 * minute }, // user
  "conversation": { burst: 10, every: minute }, // user
  "live": { burst: 10, every: 5 * second }, // session
  "webhook": { burst: 30, every: 2 * second }, // hook
  "read": { burst: 10, every: 2 * second }, // user and conversation
  "unsent": { burst: 5, every: 3 * second }, // user
  "place": { burst: 40, every: second }, // user
  "typing": { burst: 1, every: 3 * second }, // user and conversation
  "profile": { burst: 20, every: 6 * second }, // user
  "presence": { burst: 20, every: 3 * second }, // session
  "csp-report": { burst: 20, every: 3 * second }, // net
  "export": { burst: 2, every: 60 * minute }, // user
} as const satisfies Record<string, Bucket>;

/** The name of a bucket. */
export type BucketName = keyof typeof buckets;

/**
 * A bucket is one number: the moment at which it will be full again. It holds
 * a token as long as that moment is near enough.
 */
interface Level {
  fullAt: number;
}

const limit = family<Level, [string, string]>("limit", {
  parts: ["bucket", "who"],
  holds: "when a bucket of attempts to get in will be full again",
  hidden: ["who"],
});

const memory = new Map<string, number>();
const memoryCap = 100_000;

/** The level after taking one token, or the seconds to wait. */
function taken(
  bucket: Bucket,
  fullAt: number,
  now: number,
): { fullAt: number } | { wait: number } {
  const next = Math.max(fullAt, now) + bucket.every;
  const excess = next - now - bucket.burst * bucket.every;
  return excess > 0 ? { wait: Math.ceil(excess / second) } : { fullAt: next };
}

/** Names are typed by anybody and may be longer than a key: only their digest is kept. */
function digest(who: string): string {
  return createHash("sha256").update(who).digest("hex").slice(0, 32);
}

function remember(key: string, fullAt: number, now: number): void {
  if (memory.size >= memoryCap) {
    for (const [old, at] of memory) if (at <= now) memory.delete(old);
    // Still full of busy buckets: reading goes on, so open them all.
    if (memory.size >= memoryCap) memory.clear();
  }
  memory.set(key, fullAt);
}

/**
 * Takes a token, or throws `TooMany` with the seconds until there is one.
 * Several words together name one owner: `takeToken("sign-in", name, net)`.
 */
export async function takeToken(
  name: BucketName,
  ...who: readonly string[]
): Promise<void> {
  if (!theSettings().rateLimits) return;
  const bucket: Bucket = buckets[name];
  const now = Date.now();
  const owner = who.join("\n");
  if (!bucket.kept) {
    const key = `${name}\n${owner}`;
    const level = taken(bucket, memory.get(key) ?? 0, now);
    if ("wait" in level) throw new TooMany(level.wait);
    return remember(key, level.fullAt, now);
  }
  const key: [string, string] = [name, digest(owner)];
  let wait = 0;
  try {
    await change(async (c) => {
      const level = taken(bucket, (await c.read(limit, key))?.fullAt ?? 0, now);
      wait = "wait" in level ? level.wait : 0;
      if ("wait" in level) return;
      c.put(limit, key, level, { expireIn: level.fullAt - now + minute });
    }, { queue: `limit ${key.join(" ")}` });
  } catch (error) {
    // Whoever cannot be counted cannot be let in.
    throw error instanceof StorageFull ? error : new Unavailable(5);
  }
  if (wait > 0) throw new TooMany(wait);
}

/** Gives a token back: the attempt was a good one. Never fails. */
export async function giveBack(
  name: BucketName,
  ...who: readonly string[]
): Promise<void> {
  if (!theSettings().rateLimits) return;
  const bucket: Bucket = buckets[name];
  const owner = who.join("\n");
  if (!bucket.kept) {
    const key = `${name}\n${owner}`;
    const fullAt = memory.get(key);
    if (fullAt !== undefined) memory.set(key, fullAt - bucket.every);
    return;
  }
  const key: [string, string] = [name, digest(owner)];
  try {
    await change(async (c) => {
      const level = await c.read(limit, key);
      if (!level) return;
      const fullAt = level.fullAt - bucket.every;
      const left = fullAt - Date.now();
      if (left <= 0) c.drop(limit, key);
      else c.put(limit, key, { fullAt }, { expireIn: left + minute });
    });
  } catch { /* one token fewer harms nobody */ }
}

/** Empties the memory: every test begins with full buckets. */
export function forgetBuckets(): void {
  memory.clear();
}
