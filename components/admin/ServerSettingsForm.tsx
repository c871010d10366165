import { Button } from "@/components/controls/Button.tsx";
import { Check } from "@/components/controls/Check.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import { type Registration, REGISTRATIONS } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import { VOICE_MEGABYTES } from "@/lib/messages/voice_model.ts";

/** Who may come in, and how long messages may be edited. */
export function ServerSettingsForm(
  { token, registration, editWindow, byDefault, ...about }: {
    token: string;
    /** As stored or typed; empty follows the environment. */
    registration: string;
    editWindow: string;
    /** May a passkey take the place of the password? */
    passkeySignUp: boolean;
    /** May owners make their groups readable by everybody? */
    publicGroups: boolean;
    /** Does the server fetch pages that people link to? */
    linkPreviews: boolean;
    /** Are guests without an account forbidden? */
    noGuests: boolean;
    /** May it go out at all? */
    outgoing: boolean;
    /** As stored or typed; empty is the default. */
    voiceMegabytes: string;
    /** What the environment says. */
    byDefault: Registration;
    errors?: Readonly<Record<string, string>>;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  const { passkeySignUp, publicGroups, linkPreviews, outgoing } = about;
  const { noGuests, errors = {}, sentence } = about;
  return (
    <PageForm action="/admin" token={token} errors={errors} sentence={sentence}>
      <input type="hidden" name="_action" value="change-settings" />
      <Field
        name="registration"
        label={t("admin.registration")}
        value={registration}
        error={errors.registration}
        options={[
          {
            value: "",
            label: t("admin.registration.default", {
              mode: t(`admin.registration.${byDefault}`),
            }),
          },
          ...REGISTRATIONS.map((value) => ({
            value,
            label: t(`admin.registration.${value}`),
          })),
        ]}
      />
      <Check
        name="passkey_sign_up"
        label={t("admin.passkey_sign_up")}
        hint={t("admin.passkey_sign_up_hint")}
        checked={passkeySignUp}
      />
      <Check
        name="public_groups"
        label={t("admin.public_groups")}
        hint={t("admin.public_groups_hint")}
        checked={publicGroups}
      />
      <Check
        name="link_previews"
        label={t("admin.link_previews")}
        hint={t(
          outgoing ? "admin.link_previews_hint" : "admin.link_previews_closed",
        )}
        checked={linkPreviews}
      />
      <Check
        name="no_guests"
        label={t("admin.no_guests")}
        hint={t("admin.no_guests_hint")}
        checked={noGuests}
      />
      <Field
        name="edit_window"
        label={t("admin.edit_window")}
        hint={t("admin.edit_window_hint")}
        value={editWindow}
        error={errors.edit_window}
        inputmode="numeric"
        optional
      />
      <Field
        name="voice_megabytes"
        label={t("admin.voice_megabytes")}
        hint={t("admin.voice_megabytes_hint", { normal: VOICE_MEGABYTES })}
        value={about.voiceMegabytes}
        error={errors.voice_megabytes}
        inputmode="numeric"
        optional
      />
      <div class="actions">
        <Button kind="primary">{t("common.save")}</Button>
      </div>
    </PageForm>
  );
}
