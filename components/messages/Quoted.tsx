import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Quote } from "@/lib/messages/model.ts";

/** The page of a message's thread. */
export function threadPath(conversation: string, root: number): string {
  return `/conversations/${conversation}/threads/${root}`;
}

/** Where a message stands among the others: a plain link that lands on it from anywhere. */
export function placeOf(
  { conversation, seq, inThread }: {
    conversation: string;
    seq: number;
    inThread?: number | undefined;
  },
): string {
  const path = inThread === undefined
    ? `/conversations/${conversation}`
    : threadPath(conversation, inThread);
  return `${path}?around=${seq}#m-${seq}`;
}

/** The line a reply answers, above its own words: whose, and how it begins. */
export function Quoted(
  { conversation, quote }: { conversation: string; quote: Quote },
) {
  return (
    <a
      class="quote"
      data-sheet="hung"
      href={placeOf({ conversation, ...quote })}
    >
      <QuotedLine quote={quote} />
    </a>
  );
}

/** The same without the link. */
export function QuotedLine({ quote }: { quote: Quote }) {
  const { t } = useReader();
  return (
    <>
      <b>{nameOf(quote.author.name, t)}</b>{" "}
      <span class="cut" dir="auto">
        {quote.gone
          ? t("inbox.deleted")
          : quote.hidden
          ? t("message.hidden")
          : quote.line}
      </span>
    </>
  );
}
