import type { ComponentChildren } from "preact";
import { Button } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";

/** One form of the page: a deed and what it needs. */
export function Deed(
  { action, token, deed, children }: {
    action: string;
    token: string;
    deed: string;
    children: ComponentChildren;
  },
) {
  return (
    <form class="form" method="post" action={action}>
      <FormToken token={token} />
      <input type="hidden" name="_action" value={deed} />
      {children}
    </form>
  );
}

/** Its button, on a line of its own. */
export function Act({ words }: { words: string }) {
  return (
    <div class="actions">
      <Button>{words}</Button>
    </div>
  );
}
