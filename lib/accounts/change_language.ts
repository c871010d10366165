/** Changes the language and time zone of this user's pages. */
import { Invalid } from "@/lib/errors.ts";
import { parseTimeZone } from "@/lib/i18n/time_zones.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { changeUser } from "./_change_user.ts";
import type { User } from "./model.ts";

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
  const timeZone = parseTimeZone(form.timeZone);
  if (form.timeZone !== "" && timeZone === null) {
    wrong.time_zone = { key: "settings.language.zone_problem" };
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return await changeUser(user.id, {
    language: form.language || null,
    timeZone,
  });
}
