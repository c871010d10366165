import type { ComponentChildren } from "preact";
import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** Asks once more before something that cannot be taken back. */
export function ConfirmForm(
  { action, token, deed, fields = {}, confirm, cancel, children }: {
    /** Where the form goes. */
    action: string;
    token: string;
    /** Sent as `_action`. */
    deed?: string;
    /** Further hidden fields. */
    fields?: Readonly<Record<string, string>>;
    /** The words on the button that does it. */
    confirm: string;
    /** Where "Cancel" leads. */
    cancel: string;
    /** What will happen. */
    children: ComponentChildren;
  },
) {
  const { t } = useReader();
  return (
    <form class="form" method="post" action={action}>
      <FormToken token={token} />
      {deed && <input type="hidden" name="_action" value={deed} />}
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div class="stack">{children}</div>
      <div class="actions">
        <Button kind="danger">{confirm}</Button>
        <ButtonLink href={cancel}>{t("common.cancel")}</ButtonLink>
      </div>
    </form>
  );
}
