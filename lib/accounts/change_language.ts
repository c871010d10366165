/** Changes the language and time zone of this user's pages. */
import { Invalid } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { changeUser } from "./_change_user.ts";
import type { User } from "./model.ts";

const ZONES = new Set([...Intl.supportedValuesOf("timeZone"), "UTC"]);

/** Every time zone one can choose, by name. */
export function listTimeZones(): string[] {
  return [...ZONES].sort();
}

/**
 * Either may be empty: then the browser decides.
 * @param known the languages there are catalogs for
 * @throws Invalid at `language` or `time_zone`
 */
export async function changeLanguage(
  user: User,
  form: { readonly language: string; readonly timeZone: string },
  known: readonly string[],
): Promise<User> {
  const wrong: Record<string, Phrase> = {};
  if (form.language !== "" && !known.includes(form.language)) {
    wrong.language = { key: "settings.language.problem" };
  }
  if (form.timeZone !== "" && !ZONES.has(form.timeZone)) {
    wrong.time_zone = { key: "settings.language.zone_problem" };
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return await changeUser(user.id, {
    language: form.language || null,
    timeZone: form.timeZone || null,
  });
}
