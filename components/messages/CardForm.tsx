import { Button } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** Takes the card of a linked page from its message. */
export function CardForm({ path, token }: { path: string; token: string }) {
  const { t } = useReader();
  return (
    <form class="form" id="card" method="post" action={path}>
      <FormToken token={token} />
      <h2>{t("message.card.title")}</h2>
      <p class="hint">{t("message.card.remove_text")}</p>
      <div class="actions">
        <Button name="_action" value="remove-card">
          {t("message.card.remove")}
        </Button>
      </div>
    </form>
  );
}
