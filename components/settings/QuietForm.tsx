import { Button } from "@/components/controls/Button.tsx";
import { Check } from "@/components/controls/Check.tsx";
import { Field, FieldError, fieldId } from "@/components/controls/Field.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import { isForGood, sayUntil } from "@/components/people/PresenceWords.tsx";
import { type Quiet, SPANS } from "@/lib/accounts/presence_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** For a time, every day, or both. */
export function QuietForm(
  { token, quiet, kept, errors = {}, sentence }: {
    token: string;
    quiet: Quiet | null;
    /** As typed, when it was refused. */
    kept?: Readonly<Record<string, string>> | undefined;
    errors?: Readonly<Record<string, string>>;
    sentence?: string | undefined;
  },
) {
  const reader = useReader();
  const { t } = reader;
  const until = quiet?.until && quiet.until > Date.now() ? quiet.until : null;
  const daily = kept ? "quiet_daily" in kept : quiet?.daily != null;
  return (
    <section id="quiet">
      <h2>{t("people.quiet.title")}</h2>
      <PageForm
        action="/settings/profile"
        token={token}
        errors={errors}
        sentence={sentence}
      >
        <input type="hidden" name="_action" value="quiet" />
        <p class="hint">{t("people.quiet.lead")}</p>
        <Field
          name="quiet_for"
          label={t("people.quiet.for")}
          value={kept?.quiet_for ?? (until ? "keep" : "off")}
          error={errors.quiet_for}
          options={[
            ...until
              ? [{
                value: "keep",
                label: isForGood(until)
                  ? t("people.quiet.keep_open")
                  : t("people.quiet.keep", { when: sayUntil(reader, until) }),
              }]
              : [],
            { value: "off", label: t("people.quiet.off") },
            ...SPANS.map((span) => ({
              value: span,
              label: t(`people.quiet.span.${span}`),
            })),
          ]}
        />
        <Check
          name="quiet_daily"
          label={t("people.quiet.daily")}
          hint={t("people.quiet.daily_hint", { zone: reader.timeZone })}
          checked={daily}
        />
        <div class="pair even">
          <Clock
            name="quiet_from"
            label={t("people.quiet.from")}
            value={kept?.quiet_from ?? clockOf(quiet?.daily?.from ?? 22 * 60)}
            error={errors.quiet_from}
          />
          <Clock
            name="quiet_to"
            label={t("people.quiet.to")}
            value={kept?.quiet_to ?? clockOf(quiet?.daily?.to ?? 7 * 60)}
            error={errors.quiet_to}
          />
        </div>
        <div class="actions">
          <Button>{t("common.save")}</Button>
        </div>
      </PageForm>
    </section>
  );
}

function Clock(
  { name, label, value, error }: {
    name: string;
    label: string;
    value: string;
    error: string | undefined;
  },
) {
  const id = fieldId(name);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        type="time"
        id={id}
        name={name}
        value={value}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      />
      <FieldError name={name} error={error} />
    </div>
  );
}

/** Minutes since midnight as a time field has them. */
function clockOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, "0")).join(":");
}
