import type { ComponentChildren } from "preact";
import { PageHead } from "@/components/layout/PageHead.tsx";

/** A main pane that is not a conversation: a form, a list, facts. */
export function Page(
  { title, line, back, always = false, actions, children }: {
    title: string;
    line?: string | undefined;
    back?: string | undefined;
    /** Draw the way back on wide screens too. */
    always?: boolean;
    actions?: ComponentChildren;
    children: ComponentChildren;
  },
) {
  return (
    <main class="page" id="main" tabindex={-1}>
      <PageHead title={title} line={line} back={back} always={always}>
        {actions}
      </PageHead>
      <div class="page-body">{children}</div>
    </main>
  );
}
