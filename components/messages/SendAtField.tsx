import { FieldError } from "@/components/controls/Field.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** When to send it, by the clock of its writer. Where there is no picker it is typed. */
export function SendAtField(
  { name = "send_at", label, value, error, id = `field-${name}` }: {
    name?: string;
    /** When it is not a message that is sent. */
    label?: string;
    value: string;
    error?: string | undefined;
    /** Tells several on one page apart. */
    id?: string;
  },
) {
  const { t, timeZone } = useReader();
  return (
    <div class="field">
      <label for={id}>{label ?? t("message.schedule.at")}</label>
      <input
        id={id}
        name={name}
        type="datetime-local"
        value={value}
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        aria-invalid={error ? "true" : undefined}
      />
      <p class="hint" id={`${id}-hint`}>
        {t("message.schedule.zone", { zone: timeZone })}
      </p>
      <FieldError name={name} id={id} error={error} />
    </div>
  );
}
