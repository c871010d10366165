import { useReader } from "@/lib/i18n/reader.ts";

/** What every kind of field has. */
export interface FieldProps {
  name: string;
  label: string;
  /** What was typed; kept when the form comes back. */
  value?: string | undefined;
  /** What is allowed, said before anything goes wrong. */
  hint?: string | undefined;
  /** What is wrong and what would be right. */
  error?: string | undefined;
  autocomplete?: string;
  required?: boolean;
  /** Says "optional" beside the label. */
  optional?: boolean;
  autofocus?: boolean;
  /** Distinguishes two fields of one name on one page. */
  id?: string;
}

interface Props extends FieldProps {
  type?: "text" | "password" | "email" | "url" | "number" | "search";
  /** Makes it a text area with so many lines. */
  rows?: number;
  /** Makes it a choice. */
  options?: readonly { value: string; label: string }[];
  minlength?: number;
  maxlength?: number;
  readonly?: boolean;
  inputmode?: "text" | "numeric" | "email";
  /** Names and codes: no capitals, no corrections. */
  verbatim?: boolean;
  placeholder?: string;
}

/** The id of a field's control, so that a summary can link to it. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

/** HTML swallows the first line break of a text area, so it is given twice. */
export function keptText(text: string): string {
  return text.startsWith("\n") || text.startsWith("\r") ? `\n${text}` : text;
}

/** A labelled field with its hint and its complaint tied to it. */
export function Field(props: Props) {
  const { t } = useReader();
  const { name, label, value = "", hint, error, options, rows } = props;
  const id = props.id ?? fieldId(name);
  const described = [hint && `${id}-hint`, error && `${id}-error`]
    .filter(Boolean).join(" ");
  const common = {
    id,
    name,
    required: props.required ?? false,
    autofocus: props.autofocus ?? false,
    autocomplete: props.autocomplete,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? "true" as const : undefined,
  };
  const text = {
    ...common,
    minlength: props.minlength,
    maxlength: props.maxlength,
    placeholder: props.placeholder,
    readonly: props.readonly ?? false,
    dir: "auto" as const,
    autocapitalize: props.verbatim ? "none" as const : undefined,
    spellcheck: props.verbatim ? false : undefined,
  };
  return (
    <div class="field">
      <label for={id}>
        {label}
        {props.optional && <small>{` (${t("common.optional")})`}</small>}
      </label>
      {options
        ? (
          <select {...common}>
            {options.map((option) => (
              <option
                key={option.value}
                value={option.value}
                selected={option.value === value}
              >
                {option.label}
              </option>
            ))}
          </select>
        )
        : rows
        ? <textarea {...text} rows={rows}>{keptText(value)}</textarea>
        : (
          <input
            {...text}
            type={props.type ?? "text"}
            inputmode={props.inputmode}
            value={props.type === "password" ? undefined : value}
          />
        )}
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      <FieldError name={name} id={id} error={error} />
    </div>
  );
}

/** The complaint at a field; nothing when there is none. */
export function FieldError(
  { name, id = fieldId(name), error }: {
    name: string;
    id?: string;
    error: string | undefined;
  },
) {
  if (!error) return null;
  return <p class="error" id={`${id}-error`} data-error-for={name}>{error}</p>;
}
