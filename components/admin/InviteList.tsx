import { Button } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import { type Invite, mayUse } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Every invite link, to be copied or taken back. */
export function InviteList(
  { token, invites, origin, now }: {
    token: string;
    invites: readonly Invite[];
    /** The public address links begin with. */
    origin: string;
    now: number;
  },
) {
  const { t } = useReader();
  if (invites.length === 0) {
    return <p class="hint">{t("admin.invites.empty")}</p>;
  }
  return (
    <ul class="stack">
      {invites.map((invite) => (
        <InviteRow
          key={invite.code}
          token={token}
          invite={invite}
          link={`${origin}/invite/${invite.code}`}
          good={mayUse(invite, now)}
        />
      ))}
    </ul>
  );
}

function InviteRow(
  { token, invite, link, good }: {
    token: string;
    invite: Invite;
    link: string;
    good: boolean;
  },
) {
  const { t, number, full } = useReader();
  const until = t("admin.invites.until", { when: full(invite.expires) });
  const used = t("admin.invites.used", {
    used: number(invite.used),
    cap: number(invite.cap),
  });
  return (
    <li
      class="stack"
      data-invite={invite.code}
      data-over={good ? undefined : ""}
    >
      <Field
        name="link"
        id={`invite-${invite.code}`}
        label={t("admin.invites.link")}
        value={link}
        hint={`${used} · ${good ? until : t("admin.invites.over")}`}
        readonly
        verbatim
      />
      <PageForm action="/admin" token={token} actions>
        <input type="hidden" name="_action" value="revoke-invite" />
        <input type="hidden" name="code" value={invite.code} />
        <Button small>
          {t("admin.invites.revoke")}
          <span class="said">{` ${link}`}</span>
        </Button>
      </PageForm>
    </li>
  );
}
