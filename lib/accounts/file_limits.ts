/** How much anybody may send at once, as the administrator decided. */
import { Forbidden, Invalid } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { change } from "@/lib/kv/change.ts";
import { serverSettings } from "./_keys.ts";
import { mayAdminister, type User } from "./model.ts";
import {
  DEFAULTS,
  findServerSettings,
  forgetServerSettings,
} from "./server_settings.ts";

/** Limits of files. */
export interface FileLimits {
  /** Megabytes of one. */
  readonly megabytes: number;
  /** How many go with one message. */
  readonly most: number;
}

/** Until an administrator decides otherwise. */
export const FILE_DEFAULTS: FileLimits = { megabytes: 100, most: 10 };
/** The largest that can be set. */
export const FILE_MOST: FileLimits = { megabytes: 10_000, most: 20 };

/** The limits in force. */
export async function findFileLimits(): Promise<FileLimits> {
  const { fileMegabytes, filesMost } = await findServerSettings();
  return {
    megabytes: fileMegabytes ?? FILE_DEFAULTS.megabytes,
    most: filesMost ?? FILE_DEFAULTS.most,
  };
}

/**
 * Decides them, as they were typed.
 * @throws Forbidden, Invalid at `megabytes` or `most`
 */
export async function changeFileLimits(
  asker: User,
  typed: { readonly megabytes: string; readonly most: string },
): Promise<void> {
  if (!mayAdminister(asker)) throw new Forbidden({ key: "error.forbidden" });
  const wrong: Record<string, Phrase> = {};
  const parse = (field: keyof FileLimits): number => {
    const text = typed[field].trim();
    if (text === "") return FILE_DEFAULTS[field];
    const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    if (value < 1 || value > FILE_MOST[field]) {
      wrong[field] = {
        key: "file.limits.problem",
        values: { most: FILE_MOST[field] },
      };
    }
    return value;
  };
  const limits = { megabytes: parse("megabytes"), most: parse("most") };
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  await change(async (c) => {
    c.put(serverSettings, [], {
      ...await c.read(serverSettings, []) ?? DEFAULTS,
      fileMegabytes: limits.megabytes,
      filesMost: limits.most,
    });
    c.afterCommit(forgetServerSettings);
  });
}
