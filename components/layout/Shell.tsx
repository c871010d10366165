import type { ComponentChildren } from "preact";
import { SkipLink } from "@/components/layout/SkipLink.tsx";

/** Which pane a phone shows; a wide screen shows all there are. */
export type Pane = "inbox" | "talk" | "details" | "page";

/**
 * The signed-in page: list, main part, details. The panes are the direct
 * children, so that the style sheet alone decides how many are in sight.
 */
export function Shell(
  { pane, sidebar, aside, children }: {
    pane: Pane;
    /** `<Inbox>` */
    sidebar: ComponentChildren;
    /** `<Details>` */
    aside?: ComponentChildren;
    /** `<main id="main" class="talk">` or `<Page>` */
    children: ComponentChildren;
  },
) {
  return (
    <>
      <SkipLink />
      <div class="app" data-pane={pane}>
        {sidebar}
        {children}
        {aside}
      </div>
    </>
  );
}
