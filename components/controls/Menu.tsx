import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "@/components/controls/Icon.tsx";

/** A small list behind a button; opens without script. Children are links and buttons. */
export function Menu(
  { label, icon = "more", children }: {
    label: string;
    icon?: IconName;
    children: ComponentChildren;
  },
) {
  return (
    <details class="menu">
      <summary class="icon" aria-label={label} title={label}>
        <Icon name={icon} />
      </summary>
      <div>{children}</div>
    </details>
  );
}
