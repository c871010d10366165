import { Icon, type IconName } from "@/components/controls/Icon.tsx";

/**
 * A button drawn as an icon; its label is said and shown on hover. The label is
 * text, not an attribute: a text browser has neither icon nor `aria-label`.
 */
export function IconButton(
  { icon, label, type = "submit", name, value }: {
    icon: IconName;
    label: string;
    type?: "submit" | "button";
    name?: string;
    value?: string;
  },
) {
  return (
    <button
      class="icon"
      type={type}
      name={name}
      value={value}
      title={label}
    >
      <Icon name={icon} />
      <span class="said">{label}</span>
    </button>
  );
}

/** A link drawn as an icon. */
export function IconLink(
  { icon, label, href, class: className }: {
    icon: IconName;
    label: string;
    href: string;
    class?: string;
  },
) {
  return (
    <a
      class={className ? `icon ${className}` : "icon"}
      href={href}
      title={label}
    >
      <Icon name={icon} />
      <span class="said">{label}</span>
    </a>
  );
}

/** The way back. On wide screens only where there is no list beside the page. */
export function BackLink(
  { href, label, always = false }: {
    href: string;
    label: string;
    always?: boolean;
  },
) {
  return (
    <a
      class="icon back"
      href={href}
      title={label}
      data-always={always ? "" : undefined}
    >
      <Icon name="back" />
      <span class="said">{label}</span>
    </a>
  );
}
