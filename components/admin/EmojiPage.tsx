import { Button } from "@/components/controls/Button.tsx";
import { Field, fieldId } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { Emoji } from "@/components/messages/Emoji.tsx";
import { PictureField } from "@/components/settings/PictureField.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import { CUSTOM_LIMITS } from "@/lib/messages/custom_emoji_model.ts";

const HERE = "/admin/emoji";

/** The emoji of this server: those there are, and a form for one more. */
export function EmojiPage(
  { token, user, emojis, typed, done, refused }: {
    token: string;
    user: User;
    /** Where each picture is, by emoji. */
    emojis: Readonly<Record<string, string>>;
    /** The name as it was typed when it was refused. */
    typed: string;
    done: string;
    refused: Refused;
  },
) {
  const { t } = useReader();
  const { errors = {} } = refused;
  const limits = {
    kilobytes: CUSTOM_LIMITS.bytes / 1_000,
    side: CUSTOM_LIMITS.side,
  };
  const all = Object.entries(emojis);
  return (
    <SettingsPage
      user={user}
      current="admin"
      done={done === "saved" ? t("common.saved") : undefined}
    >
      <section>
        <h2>{t("emoji.title")}</h2>
        <p class="hint">
          {t("emoji.lead", limits)}
        </p>
        <form
          class="form"
          method="post"
          action={HERE}
          encType="multipart/form-data"
        >
          <FormToken token={token} />
          <Field
            name="name"
            label={t("emoji.name")}
            hint={t("emoji.name_hint")}
            value={typed}
            error={errors.name}
            autocomplete="off"
            verbatim
            required
          />
          <div class="field">
            <label for={fieldId("picture")}>{t("emoji.picture")}</label>
            <PictureField
              error={errors.picture}
              hint={t("emoji.error.large", limits)}
            />
            {errors.picture && (
              <span
                class="error"
                id={`${fieldId("picture")}-error`}
                data-error-for="picture"
              >
                {errors.picture}
              </span>
            )}
          </div>
          <div class="actions">
            <Button kind="primary">{t("emoji.add")}</Button>
          </div>
        </form>
      </section>
      <section>
        <h2>{t("emoji.list")}</h2>
        {all.length === 0 && <p class="quiet">{t("emoji.nothing")}</p>}
        <ul id="emojis">
          {all.map(([emoji, picture]) => (
            <li class="person" key={emoji}>
              <Emoji emoji={emoji} picture={picture} />
              <code dir="ltr">{emoji}</code>
              <form method="post" action={HERE}>
                <FormToken token={token} />
                <input type="hidden" name="name" value={emoji} />
                <Button name="_action" value="remove">
                  {t("emoji.remove", { emoji })}
                </Button>
              </form>
            </li>
          ))}
        </ul>
      </section>
    </SettingsPage>
  );
}
