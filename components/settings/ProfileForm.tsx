import { Button } from "@/components/controls/Button.tsx";
import { Face } from "@/components/controls/Face.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What others see of one. */
export function ProfileForm(
  { token, profile, name = profile.name, errors = {}, sentence }: {
    token: string;
    profile: Profile;
    /** As typed, when it was refused. */
    name?: string;
    errors?: Readonly<Record<string, string>>;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <PageForm
      action="/settings/profile"
      token={token}
      errors={errors}
      sentence={sentence}
    >
      <div class="person">
        <Face name={profile.name} hue={profile.hue} size="large" />
        <span>
          <b>{profile.name}</b>
          <br />
          <small>{t("settings.profile.lead")}</small>
        </span>
      </div>
      <Field
        name="name"
        label={t("entrance.field.name")}
        value={name}
        error={errors.name}
        autocomplete="name"
        required
      />
      <Field
        name="username"
        label={t("settings.profile.username")}
        hint={t("settings.profile.username_hint")}
        value={profile.username}
        autocomplete="username"
        readonly
      />
      <div class="actions">
        <Button kind="primary">{t("common.save")}</Button>
      </div>
    </PageForm>
  );
}
