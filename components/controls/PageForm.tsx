import type { ComponentChildren } from "preact";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";

/**
 * A form whose answer is the page's main part. Without script that is a page;
 * with htmx the same address answers the same part, and only it changes: place
 * and focus stay where they are.
 */
export function PageForm(
  { action, token, actions = false, errors, sentence, children }: {
    action: string;
    token: string;
    /** Is it a row of buttons and nothing to fill in? */
    actions?: boolean;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
    children: ComponentChildren;
  },
) {
  return (
    <form
      class={actions ? "actions" : "form"}
      method="post"
      action={action}
      hx-post={action}
      hx-target="#main"
      hx-swap="outerMorph"
    >
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      {children}
    </form>
  );
}
