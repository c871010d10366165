import { Icon } from "@/components/controls/Icon.tsx";
import { QuotedLine } from "@/components/messages/Quoted.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Quote } from "@/lib/messages/model.ts";

/** In the composer: what is being answered, and the way out of answering it. */
export function Answering(
  { quote, cancel, onCancel }: {
    quote: Quote;
    /** Where one gets by not answering, without script. */
    cancel: string;
    onCancel?: ((event: Event) => void) | undefined;
  },
) {
  const { t } = useReader();
  const label = t("message.reply.cancel");
  return (
    <div class="answering" data-sheet="hung">
      <span class="said">{t("message.reply.to")}</span>
      <p class="quote">
        <QuotedLine quote={quote} />
      </p>
      <a class="icon" href={cancel} title={label} onClick={onCancel}>
        <Icon name="cross" />
        <span class="said">{label}</span>
      </a>
      <input type="hidden" name="reply_to" value={quote.seq} />
    </div>
  );
}
