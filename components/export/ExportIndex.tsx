import type { ComponentChildren } from "preact";
import { ExportedFace } from "@/components/export/ExportedFace.tsx";
import type { User } from "@/lib/accounts/model.ts";
import type { About } from "@/lib/accounts/profile_model.ts";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** The first page of an export: whose it is, and the way to each conversation. */
export function ExportIndex(
  { user, about, picture, conversations }: {
    user: User;
    about: About;
    picture: string | null;
    conversations: readonly {
      conversation: NamedConversation;
      /** Where its page lies. */
      href: string;
      picture: string | null;
    }[];
  },
) {
  const { t, full } = useReader();
  const { details } = about;
  const facts: [label: string, value: string][] = [
    [t("settings.profile.username"), `@${user.username}`],
    [t("export.since"), full(user.created)],
    [t("people.pronouns"), about.pronouns],
    [t("people.bio"), about.bio],
    ...(["mail", "phone", "web", "other"] as const).map((
      name,
    ): [string, string] => [
      t(`people.detail.${name}`),
      details[name]?.value ?? "",
    ]),
  ];
  return (
    <>
      <section class="me">
        <ExportedFace {...user} picture={picture} />
        <b dir="auto">{user.name}</b>
        <dl>
          {facts.filter(([, value]) => value !== "").map(([label, value]) => (
            <>
              <dt>{label}</dt>
              <dd dir="auto">{value}</dd>
            </>
          ))}
        </dl>
      </section>
      <Conversations>
        {conversations.map(({ conversation, href, picture }) => (
          <li key={conversation.id}>
            <a href={href}>
              <ExportedFace {...conversation.face} picture={picture} />
              <span dir="auto">{conversation.title}</span>
              <small>
                {conversation.kind === "group"
                  ? t("conversation.members", {
                    count: conversation.memberCount,
                  })
                  : t("export.direct")}
              </small>
            </a>
          </li>
        ))}
      </Conversations>
      <p>
        <a href="own.html">{t("export.own")}</a>
      </p>
      <p class="note">{t("export.data")}</p>
    </>
  );
}

function Conversations({ children }: { children: ComponentChildren }) {
  const { t } = useReader();
  return (
    <nav aria-label={t("export.conversations")}>
      <h2>{t("export.conversations")}</h2>
      <ul>{children}</ul>
    </nav>
  );
}
