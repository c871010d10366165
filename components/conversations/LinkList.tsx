import { Button } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { type GroupLink, overBecause } from "@/lib/conversations/link_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Every link into a group, to be copied or taken back. */
export function LinkList(
  { action, token, links, origin, now }: {
    action: string;
    token: string;
    links: readonly GroupLink[];
    /** The public address links begin with. */
    origin: string;
    now: number;
  },
) {
  const { t } = useReader();
  if (links.length === 0) {
    return <p class="hint">{t("conversation.links.none")}</p>;
  }
  return (
    <ul class="stack">
      {links.map((link) => (
        <LinkRow
          key={link.id}
          action={action}
          token={token}
          link={link}
          address={`${origin}/join/${link.code}`}
          now={now}
        />
      ))}
    </ul>
  );
}

function LinkRow(
  { action, token, link, address, now }: {
    action: string;
    token: string;
    link: GroupLink;
    address: string;
    now: number;
  },
) {
  const { t, full } = useReader();
  const over = overBecause(link, now);
  const facts = [
    t("conversation.links.used", { used: link.used, cap: link.cap }),
    over
      ? t(`conversation.link.over.${over}`)
      : t("conversation.links.until", { when: full(link.expires) }),
    ...link.approval ? [t("conversation.links.approved")] : [],
    ...link.guest ? [t("conversation.links.guests")] : [],
  ];
  return (
    <li class="stack" data-link={link.id} data-over={over ?? undefined}>
      <Field
        name="link"
        id={`link-${link.id}`}
        label={t("conversation.links.link")}
        value={address}
        hint={facts.join(" · ")}
        readonly
        verbatim
      />
      <form class="actions" method="post" action={action}>
        <FormToken token={token} />
        <input type="hidden" name="_action" value="revoke" />
        <input type="hidden" name="id" value={link.id} />
        <Button small>
          {t("conversation.links.revoke")}
          <span class="said">{` ${address}`}</span>
        </Button>
      </form>
    </li>
  );
}
