import type { ComponentChildren } from "preact";
import { PageHead } from "@/components/layout/PageHead.tsx";

/** One place the settings lead to. */
export interface SettingsPlace {
  href: string;
  label: string;
  current: boolean;
}

/** Settings and administration: places on one side, the chosen one beside them. */
export function SettingsFrame(
  { title, label, places, back, actions, children }: {
    /** The page's title, e.g. "Settings". */
    title: string;
    /** What the list of places is called for the ear. */
    label: string;
    places: readonly SettingsPlace[];
    back: string;
    actions?: ComponentChildren;
    children: ComponentChildren;
  },
) {
  return (
    <main class="page" id="main" tabindex={-1}>
      <PageHead title={title} back={back}>{actions}</PageHead>
      <div class="settings">
        <nav class="settings-nav" aria-label={label}>
          {places.map((place) => (
            <a
              key={place.href}
              href={place.href}
              aria-current={place.current ? "page" : undefined}
            >
              {place.label}
            </a>
          ))}
        </nav>
        <div class="page-body">{children}</div>
      </div>
    </main>
  );
}
