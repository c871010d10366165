import { ConfirmForm } from "@/components/controls/ConfirmForm.tsx";
import { LEAVING_GRACE } from "@/lib/accounts/leaving_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import type { Translate } from "@/lib/i18n/phrase.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What an administrator is about to do with somebody's account. */
export interface Asked {
  readonly deed: "remove-second-factor" | "create-reset-link" | "delete";
  readonly user: User;
}

function wordsOf({ deed, user: { name, username } }: Asked, t: Translate) {
  switch (deed) {
    case "remove-second-factor":
      return {
        title: t("admin.people.remove_title", { name }),
        lead: t("admin.people.remove_lead", { name, username }),
        confirm: t("admin.people.remove"),
      };
    case "create-reset-link":
      return {
        title: t("admin.people.reset_title", { name }),
        lead: t("admin.people.reset_lead", { name, username }),
        confirm: t("admin.people.reset_create"),
      };
    case "delete": {
      const days = LEAVING_GRACE / 86_400_000;
      return {
        title: t("admin.people.delete_title", { name }),
        lead: t("admin.people.delete_lead", { username, days }),
        confirm: t("admin.people.delete"),
      };
    }
  }
}

/** Asks once more. */
export function AccountAsked(
  { token, here, asked }: { token: string; here: string; asked: Asked },
) {
  const { t } = useReader();
  const { title, lead, confirm } = wordsOf(asked, t);
  return (
    <section>
      <h2>{title}</h2>
      <ConfirmForm
        action={here}
        token={token}
        deed={asked.deed}
        fields={{ username: asked.user.username }}
        confirm={confirm}
        cancel={here}
      >
        <p class="hint">{lead}</p>
      </ConfirmForm>
    </section>
  );
}
