import { FieldError, fieldId } from "@/components/controls/Field.tsx";
import { Icon, type IconName } from "@/components/controls/Icon.tsx";

/** One of a few, all in sight: radio buttons side by side. */
export function Segmented(
  { name, legend, options, value, error }: {
    name: string;
    legend: string;
    options: readonly {
      value: string;
      label: string;
      icon?: IconName;
    }[];
    value: string;
    error?: string | undefined;
  },
) {
  const id = fieldId(name);
  return (
    <fieldset
      class="segments"
      id={id}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend>{legend}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
            />
            {option.icon && <Icon name={option.icon} />}
            {option.label}
          </label>
        ))}
      </div>
      <FieldError name={name} error={error} />
    </fieldset>
  );
}
