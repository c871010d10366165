import { Field, FieldError, fieldId } from "@/components/controls/Field.tsx";
import { sayUntil } from "@/components/people/PresenceWords.tsx";
import { SPANS } from "@/lib/accounts/presence_model.ts";
import { PROFILE_LENGTH, type Status } from "@/lib/accounts/profile_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Offered while one chooses; any other emoji may be typed. */
const OFTEN = ["📅", "🎧", "🍽️", "🚆", "🏡", "🌴", "🤒", "👶"];

/** What one is up to, and until when. */
export function StatusFields(
  { status, kept, errors }: {
    /** The one that holds now. */
    status: Status | null;
    /** As typed, when it was refused. */
    kept: Readonly<Record<string, string>> | undefined;
    errors: Readonly<Record<string, string>>;
  },
) {
  const reader = useReader();
  const { t } = reader;
  const id = fieldId("status_emoji");
  const until = status?.until;
  return (
    <fieldset class="fields">
      <legend>{t("people.status.title")}</legend>
      <div class="pair">
        <div class="field">
          <label for={id}>{t("people.status.emoji")}</label>
          <input
            id={id}
            name="status_emoji"
            value={kept?.status_emoji ?? status?.emoji ?? ""}
            list="emoji-often"
            maxlength={24}
            autocomplete="off"
            aria-invalid={errors.status_emoji ? "true" : undefined}
            aria-describedby={errors.status_emoji ? `${id}-error` : undefined}
          />
          <datalist id="emoji-often">
            {OFTEN.map((emoji) => <option key={emoji} value={emoji} />)}
          </datalist>
        </div>
        <Field
          name="status"
          label={t("people.status.text")}
          value={kept?.status ?? status?.text ?? ""}
          error={errors.status}
          maxlength={PROFILE_LENGTH.status}
          autocomplete="off"
        />
      </div>
      <FieldError name="status_emoji" error={errors.status_emoji} />
      <Field
        name="status_for"
        label={t("people.status.for")}
        value={kept?.status_for ?? (until ? "keep" : "none")}
        error={errors.status_for}
        options={[
          ...until
            ? [{
              value: "keep",
              label: t("people.status.at", { when: sayUntil(reader, until) }),
            }]
            : [],
          ...SPANS.map((span) => ({
            value: span,
            label: t(`people.span.${span}`),
          })),
        ]}
      />
    </fieldset>
  );
}
