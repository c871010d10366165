import { Drawing } from "@/components/controls/Drawing.tsx";
import { cross } from "@/components/controls/Drawings.ts";
import { QuotedLine } from "@/components/messages/Quoted.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Quote } from "@/lib/messages/model.ts";

/**
 * Above the composer: what is being answered, and the way out of it. It belongs
 * to the composer's form without standing in it, so that the form's script need
 * not know how to draw it; `lib/client/answering.ts` makes the same.
 */
export function Answering({ quote, cancel }: { quote: Quote; cancel: string }) {
  const { t } = useReader();
  const label = t("message.reply.cancel");
  return (
    <div class="answering" id="answering" data-sheet="hung">
      <span class="said">{t("message.reply.to")}</span>
      <p class="quote">
        <QuotedLine quote={quote} />
      </p>
      <a class="icon" href={cancel} title={label}>
        <Drawing d={cross} />
        <span class="said">{label}</span>
      </a>
      <input type="hidden" form="composer" name="reply_to" value={quote.seq} />
    </div>
  );
}
