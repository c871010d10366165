import type { Translate } from "@/lib/i18n/phrase.ts";

/** What the panel says after a deed; of unknown words nothing. */
export function saidOf(done: string, t: Translate): string | undefined {
  switch (done) {
    case "saved":
      return t("common.saved");
    case "invite-created":
      return t("admin.invites.created");
    case "invite-revoked":
      return t("admin.invites.revoked");
  }
}
