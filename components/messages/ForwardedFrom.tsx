import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownForward } from "@/lib/messages/forward_model.ts";

/** Above words that were passed on: what was said with them, and whose they are. */
export function ForwardedFrom(
  { forwarded, path }: {
    forwarded: ShownForward;
    /** The page that says more. A row is shared: only there it is known who may read the original. */
    path?: string;
  },
) {
  const { t } = useReader();
  const name = nameOf(forwarded.author.name, t);
  const line = t("message.forwarded.from", { name });
  return (
    <>
      {forwarded.html && (
        <div
          class="remark"
          dir="auto"
          dangerouslySetInnerHTML={{ __html: forwarded.html }}
        />
      )}
      {path
        ? <a class="forwarded" data-sheet="hung" href={path}>{line}</a>
        : <p class="forwarded">{line}</p>}
    </>
  );
}
