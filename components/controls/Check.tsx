/** A box to tick. An unticked box sends nothing. */
export function Check(
  { name, label, hint, checked, value = "on" }: {
    name: string;
    label: string;
    hint?: string;
    checked: boolean;
    value?: string;
  },
) {
  const id = hint ? `check-${name}-hint` : undefined;
  return (
    <label class="check">
      <input
        type="checkbox"
        name={name}
        value={value}
        checked={checked}
        aria-describedby={id}
      />
      <span>{label}</span>
      {hint && <span class="hint" id={id}>{hint}</span>}
    </label>
  );
}
