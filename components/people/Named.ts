import type { Translate } from "@/lib/i18n/phrase.ts";

/** What somebody, or a conversation with them, is called; an account that is deleted has no name. */
export function nameOf(name: string, t: Translate): string {
  return name || t("people.deleted");
}
