import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { nameOf } from "@/components/people/Named.ts";
import type {
  ListedMember,
  NamedConversation,
} from "@/lib/conversations/model.ts";
import { mayGiveRole } from "@/lib/conversations/rights_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What somebody is in a group. Goes inside `<Page>`. */
export function RoleForm(
  { conversation, member, me, token, errors, sentence }: {
    conversation: NamedConversation;
    member: ListedMember;
    /** The reader's user id. */
    me: string;
    token: string;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  const self = { role: conversation.myRole };
  const roles = (["owner", "moderator", "member"] as const)
    .filter((role) => mayGiveRole(conversation, self, member, role))
    .map((value) => ({ value, label: t(`conversation.role.${value}`) }));
  const handsOver = self.role === "owner" && member.profile.id !== me;
  return (
    <form
      class="form"
      method="post"
      action={`/conversations/${conversation.id}/members/${member.profile.id}`}
    >
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <Field
        name="role"
        label={t("conversation.role.choose", {
          name: nameOf(member.profile.name, t),
        })}
        value={member.role}
        error={errors?.role}
        options={[
          ...roles,
          ...handsOver
            ? [{
              value: "hand-over",
              label: t("conversation.role.hand_over"),
            }]
            : [],
        ]}
      />
      <div class="actions">
        <Button kind="primary">{t("common.save")}</Button>
      </div>
    </form>
  );
}
