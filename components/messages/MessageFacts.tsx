import { GoingLine } from "@/components/messages/Going.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { placeOf } from "@/components/messages/Quoted.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownForward } from "@/lib/messages/forward_model.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";

/** Where passed-on words were said, and what that place is called for the reader. */
export interface Source {
  readonly title: string;
  readonly conversation: string;
  readonly seq: number;
  readonly inThread?: number | undefined;
}

/** When a message was sent and changed, where its words are from, and when they go. */
export function MessageFacts(
  { message, source }: {
    message: ShownMessage;
    /** Null for whoever may not read the original. */
    source: Source | null;
  },
) {
  const { t, full } = useReader();
  const { at, edited, kind, forwarded, until } = message;
  return (
    <>
      <p class="quiet">
        {t("message.page.sent", { when: full(at) })}
        {edited !== undefined && kind === "text" && (
          <>
            {" · "}
            <a href={`${pathOf(message)}/versions`}>
              {t("message.page.edited", { when: full(edited) })}
            </a>
          </>
        )}
      </p>
      {forwarded && <SourceLine forwarded={forwarded} source={source} />}
      <GoingLine until={until} />
    </>
  );
}

function SourceLine(
  { forwarded, source }: { forwarded: ShownForward; source: Source | null },
) {
  const { t, full } = useReader();
  return (
    <p class="quiet">
      {t("message.forwarded.said", { when: full(forwarded.at) })}
      {" · "}
      {source
        ? (
          <a href={placeOf(source)}>
            {t("message.forwarded.in", { name: nameOf(source.title, t) })}
          </a>
        )
        : t("message.forwarded.elsewhere")}
    </p>
  );
}
