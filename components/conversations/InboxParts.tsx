import type { CountedFolder } from "@/lib/conversations/place_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Which part of the list a page shows, as its address says it. */
export interface ShownPart {
  readonly archived: boolean;
  readonly folder: string | undefined;
}

/** The same as the query of an address; undefined for the list itself. */
export function queryOf({ archived, folder }: ShownPart): string | undefined {
  return archived
    ? "shown=archived"
    : folder === undefined
    ? undefined
    : `folder=${encodeURIComponent(folder)}`;
}

/** The parts of the list, and where it is put in order. Live news fetch it anew. */
export function InboxParts(
  { folders, archived, shown }: {
    folders: readonly CountedFolder[];
    /** How many are put away. */
    archived: number;
    shown: ShownPart;
  },
) {
  const { t, number } = useReader();
  const all = !shown.archived && shown.folder === undefined;
  const current = (is: boolean) => is ? "page" as const : undefined;
  return (
    <nav class="parts" id="inbox-parts" aria-label={t("inbox.ways")}>
      {(folders.length > 0 || !all) && (
        <a href="/conversations" aria-current={current(all)}>
          {t("inbox.ways.all")}
        </a>
      )}
      {folders.map(({ id, name, unread }) => (
        <a
          key={id}
          href={`/conversations?folder=${id}`}
          aria-current={current(shown.folder === id)}
          dir="auto"
        >
          {name}
          {unread > 0 && (
            <>
              {" "}
              <span class="badge">
                <span aria-hidden="true">{number(unread)}</span>
                <span class="said">
                  {t("inbox.ways.count", { count: unread })}
                </span>
              </span>
            </>
          )}
        </a>
      ))}
      {(archived > 0 || shown.archived) && (
        <a
          href="/conversations?shown=archived"
          aria-current={current(shown.archived)}
        >
          {t("inbox.archived", { count: archived })}
        </a>
      )}
      <a href="/notices">{t("mention.title")}</a>
      <a href="/unread">{t("inbox.waiting.title")}</a>
      <a href="/conversations/arrange">{t("inbox.arrange.title")}</a>
      <a href="/folders">{t("inbox.folders.title")}</a>
    </nav>
  );
}
