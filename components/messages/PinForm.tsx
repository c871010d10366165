import { Button } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";

/** Pins a message, or takes it out again. */
export function PinForm(
  { message, token, error }: {
    message: ShownMessage;
    token: string;
    error?: string | undefined;
  },
) {
  const { t } = useReader();
  const { pinned } = message;
  return (
    <form class="form" method="post" action={`${pathOf(message)}/pin`}>
      <FormToken token={token} />
      {error && <Notice kind="bad">{error}</Notice>}
      <p class="hint">{t("message.pin.hint")}</p>
      <div class="actions">
        <Button
          kind="primary"
          name="_action"
          value={pinned ? "remove" : "add"}
        >
          {t(pinned ? "message.unpin" : "message.pin")}
        </Button>
      </div>
    </form>
  );
}
