import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { MemberLine } from "@/components/conversations/MemberLine.tsx";
import { nameOf } from "@/components/people/Named.ts";
import type {
  ListedMember,
  NamedConversation,
} from "@/lib/conversations/model.ts";
import { may, mayRemove } from "@/lib/conversations/rights_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Who is in a conversation; adding and, for owners, removing. Goes inside `<Page>`. */
export function MembersForm(
  { conversation, members, me, token, typed = "", errors, sentence, more }: {
    conversation: NamedConversation;
    members: readonly ListedMember[];
    me: string;
    token: string;
    /** Usernames kept when adding was refused. */
    typed?: string | undefined;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
    /** Leads to the next page of a long list. */
    more?: string | undefined;
  },
) {
  const { t } = useReader();
  const action = `/conversations/${conversation.id}/members`;
  const self = { role: conversation.myRole, user: me };
  const manages = may(conversation, self, "manage");
  return (
    <>
      {may(conversation, self, "invite") && (
        <form class="form" method="post" action={action}>
          <ErrorSummary errors={errors} sentence={sentence} />
          <FormToken token={token} />
          <input type="hidden" name="_action" value="add" />
          <Field
            name="members"
            label={t("conversation.members.add")}
            hint={t(
              conversation.history === "joining"
                ? "conversation.members.add_hint_joining"
                : "conversation.members.add_hint",
            )}
            value={typed}
            error={errors?.members}
            autocomplete="off"
            verbatim
            required
          />
          <div class="actions">
            <Button kind="primary">{t("conversation.members.add")}</Button>
            <ButtonLink href={`/conversations/${conversation.id}/links`}>
              {t("conversation.links.title")}
            </ButtonLink>
          </div>
        </form>
      )}
      <section>
        <h2>
          {t("conversation.members", { count: conversation.memberCount })}
        </h2>
        <ul>
          {members.map((member) => (
            <MemberLine
              key={member.profile.id}
              member={member}
              me={me}
              username
            >
              {manages && member.role !== "guest" && (
                <a
                  class="button"
                  data-small
                  href={`${action}/${member.profile.id}`}
                  aria-label={t("conversation.role.of", {
                    name: nameOf(member.profile.name, t),
                  })}
                >
                  {t("conversation.role")}
                </a>
              )}
              {mayRemove(conversation, self, {
                role: member.role,
                user: member.profile.id,
              }) && (
                <form method="post" action={action}>
                  <FormToken token={token} />
                  <input type="hidden" name="_action" value="remove" />
                  <input type="hidden" name="user" value={member.profile.id} />
                  <button
                    class="button"
                    type="submit"
                    data-small
                    aria-label={t("conversation.members.remove_who", {
                      name: member.profile.name,
                    })}
                  >
                    {t("conversation.members.remove")}
                  </button>
                </form>
              )}
            </MemberLine>
          ))}
        </ul>
        {more && (
          <a class="link" href={more}>{t("conversation.members.more")}</a>
        )}
      </section>
    </>
  );
}
