/** Changes what others see of one: name, picture, status, and what one says of oneself. */
import { Invalid, NotFound } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { putAbout, readAbout } from "./_abouts.ts";
import { users } from "./_keys.ts";
import { tellProfileNews } from "./_profile_news.ts";
import { putUser } from "./_store.ts";
import { profileOf, type User } from "./model.ts";
import { parseName } from "./names.ts";
import { parseProfile, type ProfileWords } from "./parse_profile.ts";
import { type PictureShapes, putPicture, storePicture } from "./picture.ts";
import type { PictureFault } from "./_picture_bytes.ts";
import { PICTURE_LIMITS, type Status } from "./profile_model.ts";
import type { ClearStatus } from "./status.ts";

/** What is to become of the picture. */
export type PictureWish =
  | { readonly what: "keep" | "remove" }
  | { readonly what: "replace"; readonly shapes: PictureShapes }
  | { readonly what: "refuse"; readonly fault: PictureFault };

/** What somebody typed. What is missing stays as it is. */
export interface ProfileForm extends ProfileWords {
  readonly name?: string | undefined;
  readonly picture: PictureWish;
}

/**
 * All of it changes together, or none of it.
 * @throws Invalid with a sentence per field
 */
export async function changeProfile(
  user: User,
  form: ProfileForm,
  options: { timeZone: string; now?: number },
): Promise<User> {
  const { now = Date.now(), timeZone } = options;
  const wrong: Record<string, Phrase> = {};
  const name = form.name === undefined ? null : parseName(form.name);
  if (name && "problem" in name) wrong.name = name.problem;
  const words = parseProfile(form, { now, timeZone });
  Object.assign(wrong, words.wrong);
  const { picture } = form;
  if (picture.what === "refuse") wrong.picture = faultPhrase(picture.fault);
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  const stored = picture.what === "replace"
    ? await storePicture(user.id, picture.shapes)
    : null;
  return await change(async (c) => {
    const before = await c.read(users, [user.id]);
    if (!before) throw new NotFound({ key: "error.not_found" });
    const about = await readAbout(user.id, c);
    const said = words.apply(about);
    const { picture: face, ...rest } = before;
    const version = stored?.version ??
      (picture.what === "remove" ? undefined : face);
    const after: User = {
      ...rest,
      ...(name && "value" in name ? { name: name.value } : {}),
      ...(version === undefined ? {} : { picture: version }),
    };
    putUser(c, after, before);
    await putAbout(c, user.id, said);
    if (picture.what !== "keep") await putPicture(c, user.id, stored);
    clearLater(c, user.id, said.status, about.status);
    announceProfile(c, after);
    return after;
  });
}

/** Tells everybody's open pages. */
export function announceProfile(c: Change, user: User): void {
  const profile = profileOf(user);
  const audience = { everyone: true } as const;
  announce(c, { type: "profile-changed", audience, profile });
  c.afterCommit(() => tellProfileNews(user.id));
}

/** A status with an end clears itself, seen or not. */
function clearLater(
  c: Change,
  user: string,
  status: Status | null,
  before: Status | null,
): void {
  if (!status || status.until === null) return;
  if (before?.until === status.until) return;
  const { until } = status;
  const job: ClearStatus = { kind: "clear-status", user, until };
  later(c, job, { delay: Math.max(0, until - Date.now()) });
}

/** Why a picture is not taken. */
export function faultPhrase(fault: PictureFault): Phrase {
  switch (fault) {
    case "kind":
      return { key: "people.picture.problem.kind" };
    case "damaged":
      return { key: "people.picture.problem.damaged" };
    case "dimensions":
      return {
        key: "people.picture.problem.dimensions",
        values: { side: PICTURE_LIMITS.side },
      };
    case "large":
      return { key: "people.picture.problem.large" };
  }
}
