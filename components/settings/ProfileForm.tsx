import type { ComponentChildren } from "preact";
import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { DetailFields } from "@/components/settings/DetailFields.tsx";
import { StatusFields } from "@/components/settings/StatusFields.tsx";
import {
  type About,
  PROFILE_LENGTH,
  statusAt,
} from "@/lib/accounts/profile_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What others see of one. A plain form: a file goes with it. */
export function ProfileForm(
  { token, name, about, kept, errors = {}, sentence, picture }: {
    token: string;
    name: string;
    about: About;
    /** As typed, when it was refused. */
    kept?: Readonly<Record<string, string>> | undefined;
    errors?: Readonly<Record<string, string>>;
    sentence?: string | undefined;
    /** `<PictureCropper>` */
    picture: ComponentChildren;
  },
) {
  const { t } = useReader();
  return (
    <form
      class="form"
      method="post"
      action="/settings/profile"
      encType="multipart/form-data"
    >
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <input type="hidden" name="_action" value="save" />
      <p class="hint">{t("settings.profile.lead")}</p>
      {picture}
      <Field
        name="name"
        label={t("entrance.field.name")}
        value={kept?.name ?? name}
        error={errors.name}
        autocomplete="name"
        required
      />
      <Field
        name="pronouns"
        label={t("people.pronouns")}
        value={kept?.pronouns ?? about.pronouns}
        error={errors.pronouns}
        maxlength={PROFILE_LENGTH.pronouns}
        autocomplete="off"
        optional
      />
      <StatusFields
        status={statusAt(about, Date.now())}
        kept={kept}
        errors={errors}
      />
      <Field
        name="bio"
        label={t("people.bio")}
        hint={t("people.bio_hint", { most: PROFILE_LENGTH.bio })}
        value={kept?.bio ?? about.bio}
        error={errors.bio}
        rows={4}
        optional
      />
      <DetailFields details={about.details} kept={kept} errors={errors} />
      <div class="actions">
        <Button kind="primary">{t("common.save")}</Button>
      </div>
    </form>
  );
}
