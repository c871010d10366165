import type { OwnRow } from "@/components/export/ExportOwn.tsx";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import type { Reader } from "@/lib/i18n/reader.ts";

/** Some rows under a title. */
export type OwnSection = readonly [title: string, rows: OwnRow[]];

/** A row about a conversation; with a number it leads to that message. */
export type About = (
  id: string,
  facts?: Partial<OwnRow>,
  seq?: number,
) => OwnRow;

/** @param pathOf where the page of a conversation lies */
export function aboutOf(
  { t }: Reader,
  conversations: readonly NamedConversation[],
  pathOf: (one: NamedConversation) => string,
): About {
  const known = new Map(conversations.map((one) => [one.id, one]));
  return (id, facts = {}, seq) => {
    const one = known.get(id);
    const spot = seq === undefined ? "" : `#m-${seq}`;
    return {
      title: one?.title ?? t("export.own.left"),
      ...(one ? { href: pathOf(one) + spot } : {}),
      ...facts,
    };
  };
}

/** A moment of `data.json` in words. */
export function momentIn({ full }: Reader, at: string): string {
  return full(Date.parse(at));
}
