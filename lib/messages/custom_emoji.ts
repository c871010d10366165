/** Emoji of this server: added and taken away by administrators, used by all. */
import { createHash } from "node:crypto";
import { faultPhrase } from "@/lib/accounts/change_profile.ts";
import { mayAdminister, type User } from "@/lib/accounts/model.ts";
import { parsePicture } from "@/lib/accounts/picture_file.ts";
import { Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { change } from "@/lib/kv/change.ts";
import { list, read } from "@/lib/kv/read.ts";
import { type Store, theStore } from "@/lib/kv/store.ts";
import {
  addressOf,
  CUSTOM_LIMITS,
  mayHoldCustom,
  nameOfEmoji,
  type Pictures,
} from "./custom_emoji_model.ts";
import {
  type CustomEmoji,
  customEmojis,
  customPictures,
} from "./_emoji_keys.ts";

/** Another process' change is seen within this. */
const AGE = 5_000;

interface Known {
  readonly at: number;
  readonly pictures: Pictures;
}
const known = new WeakMap<Store, Known>();
const NONE: Pictures = new Map();

/** All of them, by name. */
export async function listEmojis(): Promise<CustomEmoji[]> {
  const found: CustomEmoji[] = [];
  for await (const { value } of list(customEmojis, [])) found.push(value);
  return found.sort((a, b) => a.name < b.name ? -1 : 1);
}

/** Their pictures, looked up at most every few seconds. */
export async function findPictures(): Promise<Pictures> {
  const store = theStore();
  const before = known.get(store);
  if (before && performance.now() - before.at < AGE) return before.pictures;
  const at = performance.now();
  const all = await listEmojis();
  const pictures = new Map(all.map(({ name, version }) => [name, version]));
  known.set(store, { at, pictures });
  return pictures;
}

/** Where each of them is, by emoji, to choose from. */
export async function listAddresses(): Promise<Record<string, string>> {
  const pictures = await findPictures();
  return Object.fromEntries(
    [...pictures].map(([name, version]) => [
      `:${name}:`,
      addressOf(name, version),
    ]),
  );
}

/** Their versions where one of these texts may hold a name, else none: nothing is looked up for other texts. */
export async function picturesFor(texts: readonly string[]): Promise<Pictures> {
  return texts.some(mayHoldCustom) ? await findPictures() : NONE;
}

/**
 * Adds one under a name that is free.
 * @throws Forbidden; Invalid at `name` or `picture`
 */
export async function addEmoji(
  asker: User,
  form: { name: string; file: Uint8Array | null },
): Promise<void> {
  if (!mayAdminister(asker)) throw new Forbidden({ key: "error.forbidden" });
  const wrong: Record<string, Phrase> = {};
  const name = nameOfEmoji(form.name);
  if (name === null) wrong.name = { key: "emoji.error.name" };
  const file = form.file && parsePicture(form.file);
  if (!file) wrong.picture = { key: "emoji.error.none" };
  else if ("fault" in file) wrong.picture = faultPhrase(file.fault);
  else if (
    file.bytes.length > CUSTOM_LIMITS.bytes ||
    Math.max(file.width, file.height) > CUSTOM_LIMITS.side
  ) {
    wrong.picture = {
      key: "emoji.error.large",
      values: {
        kilobytes: CUSTOM_LIMITS.bytes / 1_000,
        side: CUSTOM_LIMITS.side,
      },
    };
  }
  if (name === null || !file || "fault" in file || wrong.picture) {
    throw new Invalid(wrong);
  }
  const { bytes, type } = file;
  const version = createHash("sha256").update(name).update(bytes)
    .update(crypto.randomUUID()).digest("base64url").slice(0, 24);
  await change(async (c) => {
    if (await c.read(customEmojis, [name])) {
      throw new Invalid({ name: { key: "emoji.error.taken" } });
    }
    let count = 0;
    for await (const _ of c.list(customEmojis, [])) count++;
    if (count >= CUSTOM_LIMITS.count) {
      throw new Invalid({
        name: {
          key: "emoji.error.many",
          values: { limit: CUSTOM_LIMITS.count },
        },
      });
    }
    c.put(customEmojis, [name], { name, type, version, at: Date.now() });
    c.put(customPictures, [version], bytes);
    forgetKnown(c);
  });
}

/** Takes one away: its name stays where it was written. Twice is once. @throws Forbidden */
export async function dropEmoji(asker: User, typed: string): Promise<void> {
  if (!mayAdminister(asker)) throw new Forbidden({ key: "error.forbidden" });
  const name = nameOfEmoji(typed);
  if (name === null) return;
  await change(async (c) => {
    const found = await c.read(customEmojis, [name]);
    if (!found) return;
    c.drop(customEmojis, [name]);
    c.drop(customPictures, [found.version]);
    forgetKnown(c);
  });
}

function forgetKnown(c: { afterCommit(then: () => void): void }): void {
  const store = theStore();
  c.afterCommit(() => known.delete(store));
}

/** A picture, for whoever has its whole address. @throws NotFound */
export async function readEmoji(
  typed: string,
  version: string | null,
): Promise<{ type: string; version: string; bytes: Uint8Array<ArrayBuffer> }> {
  const name = nameOfEmoji(typed);
  const found = name === null ? null : await read(customEmojis, [name]);
  const bytes = found && await read(customPictures, [found.version]);
  if (!bytes || found.version !== version) {
    throw new NotFound({ key: "error.not_found" });
  }
  return { type: found.type, version, bytes: new Uint8Array(bytes) };
}
