import { ConfirmForm } from "@/components/controls/ConfirmForm.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What an administrator is about to do for somebody who is locked out. */
export interface Asked {
  readonly deed: "remove-second-factor" | "create-reset-link";
  readonly user: User;
}

/** Asks once more. */
export function AccountAsked(
  { token, here, asked: { deed, user } }: {
    token: string;
    here: string;
    asked: Asked;
  },
) {
  const { t } = useReader();
  const { name, username } = user;
  const words = deed === "remove-second-factor"
    ? {
      title: t("admin.people.remove_title", { name }),
      lead: t("admin.people.remove_lead", { name, username }),
      confirm: t("admin.people.remove"),
    }
    : {
      title: t("admin.people.reset_title", { name }),
      lead: t("admin.people.reset_lead", { name, username }),
      confirm: t("admin.people.reset_create"),
    };
  return (
    <section>
      <h2>{words.title}</h2>
      <ConfirmForm
        action={here}
        token={token}
        deed={deed}
        fields={{ username }}
        confirm={words.confirm}
        cancel={here}
      >
        <p class="hint">{words.lead}</p>
      </ConfirmForm>
    </section>
  );
}
