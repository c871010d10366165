import type { ComponentChildren } from "preact";

/** How much a button weighs: the one thing to do, one of many, or a loss. */
export type ButtonKind = "primary" | "plain" | "danger";

interface Shared {
  kind?: ButtonKind;
  small?: boolean;
  children: ComponentChildren;
}

/** A button of a form. */
export function Button(
  { kind = "plain", small = false, type = "submit", name, value, children }:
    & Shared
    & {
      type?: "submit" | "button";
      name?: string;
      value?: string;
    },
) {
  return (
    <button
      class="button"
      type={type}
      name={name}
      value={value}
      data-kind={kind}
      data-small={small ? "" : undefined}
    >
      {children}
    </button>
  );
}

/** A link that looks like a button, because it starts something. */
export function ButtonLink(
  { kind = "plain", small = false, href, children }: Shared & { href: string },
) {
  return (
    <a
      class="button"
      href={href}
      data-kind={kind}
      data-small={small ? "" : undefined}
    >
      {children}
    </a>
  );
}
