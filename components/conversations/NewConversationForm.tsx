import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { Segmented } from "@/components/controls/Segmented.tsx";
import { EncryptionCard } from "@/components/conversations/EncryptionLabel.tsx";
import { PeoplePicker } from "@/components/conversations/PeoplePicker.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import { DESCRIPTION_LIMIT, NAME_LIMIT } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What was typed or chosen. */
export interface NewConversationValues {
  kind: string;
  /** What stood in the text field. */
  members: string;
  /** Usernames ticked in the list. */
  picked: readonly string[];
  name: string;
  description: string;
  /** Whom one looked for. */
  q: string;
}

/** Direct or group, in one form. Goes inside `<Page>`. */
export function NewConversationForm(
  { token, people = [], search = false, values, errors, sentence }: {
    token: string;
    /** People to pick from; others are named by username. */
    people?: readonly Profile[];
    /** Are there more of them than are listed? */
    search?: boolean;
    values?: Partial<NewConversationValues> | undefined;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <form class="form" method="post" action="/conversations">
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      {
        /* Enter in a field presses a form's first button, which must not be the one that looks for people. */
      }
      <button class="said" type="submit" tabindex={-1} aria-hidden="true" />
      <input type="hidden" name="encryption" value="server" />
      <Segmented
        name="kind"
        legend={t("inbox.new.kind")}
        value={values?.kind ?? "direct"}
        error={errors?.kind}
        options={[
          {
            value: "direct",
            label: t("inbox.new.direct"),
            icon: "person",
          },
          { value: "group", label: t("inbox.new.group"), icon: "people" },
        ]}
      />
      {(people.length > 0 || search) && (
        <PeoplePicker
          people={people}
          picked={values?.picked ?? []}
          query={values?.q ?? ""}
          search={search}
        />
      )}
      <Field
        name="members"
        label={t("inbox.new.members")}
        hint={t("inbox.new.members_hint")}
        value={values?.members}
        error={errors?.members}
        autocomplete="off"
        verbatim
      />
      <div class="fields only-group">
        <Field
          name="name"
          label={t("inbox.new.name")}
          hint={t("inbox.new.name_hint")}
          value={values?.name}
          error={errors?.name}
          maxlength={NAME_LIMIT}
          autocomplete="off"
        />
        <Field
          name="description"
          label={t("inbox.new.description")}
          value={values?.description}
          error={errors?.description}
          maxlength={DESCRIPTION_LIMIT}
          rows={2}
          optional
        />
      </div>
      <EncryptionCard encryption="server" />
      <div class="actions">
        <Button kind="primary">{t("inbox.new.start")}</Button>
      </div>
    </form>
  );
}
