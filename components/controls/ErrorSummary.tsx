import { fieldId } from "@/components/controls/Field.tsx";
import { Icon } from "@/components/controls/Icon.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** Everything wrong with a form, each line leading to its field. First on the form. */
export function ErrorSummary(
  { errors, sentence }: {
    /** Sentences by field. */
    errors?: Readonly<Record<string, string>> | undefined;
    /** A complaint about the whole, when it belongs to no field. */
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  const fields = Object.entries(errors ?? {});
  if (fields.length === 0 && !sentence) return null;
  return (
    <div
      class="notice"
      data-kind="bad"
      role="alert"
      id="errors"
      tabindex={-1}
      autofocus
    >
      <Icon name="warning" />
      <div>
        <p>
          {sentence ?? t("error.summary", { count: fields.length })}
        </p>
        {fields.length > 0 && (
          <ul>
            {fields.map(([name, text]) => (
              <li key={name}>
                <a class="link" href={`#${fieldId(name)}`}>{text}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
