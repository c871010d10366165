import { Field } from "@/components/controls/Field.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** A link that sets a new password. It is never shown again. */
export interface ShownLink {
  readonly user: User;
  readonly url: string;
  readonly until: number;
  /** Does it lead here from other machines too? */
  readonly everywhere: boolean;
}

/** The link, to be copied now. */
export function ResetLinkShown({ link }: { link: ShownLink }) {
  const { t, full } = useReader();
  const { name, username } = link.user;
  return (
    <section>
      <h2>{t("admin.people.link_title", { name })}</h2>
      <Notice>{t("admin.people.link_now", { name, username })}</Notice>
      <Field
        name="link"
        label={t("admin.people.link_label")}
        value={link.url}
        hint={t("admin.people.link_until", { when: full(link.until) })}
        readonly
        verbatim
      />
      {!link.everywhere && <p class="hint">{t("admin.people.link_local")}</p>}
    </section>
  );
}
