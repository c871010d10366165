import { Badge } from "@/components/controls/Badge.tsx";
import { Face } from "@/components/controls/Face.tsx";
import { Icon } from "@/components/controls/Icon.tsx";
import { NoteText } from "@/components/messages/NoteText.tsx";
import { nameOf } from "@/components/people/Named.ts";
import type { InboxRow as Row } from "@/lib/conversations/place_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Two conversations never share a row; one row is replaced by its id. */
export function inboxRowId(conversation: { id: string }) {
  return `c-${conversation.id}`;
}

/**
 * One conversation in the list. Page, fragment and live event draw this. Its
 * parts are words apart, also where nothing lays them out.
 */
export function InboxRow(
  { row, current = false }: { row: Row; current?: boolean },
) {
  const { t, brief, iso } = useReader();
  const { conversation } = row;
  return (
    <li
      id={inboxRowId(conversation)}
      data-conversation-id={conversation.id}
      data-unread={row.unread}
      data-last={row.seq}
      data-pinned={row.pinned ? "" : undefined}
      data-mentions={row.mentions}
      data-muted={row.muted ? "" : undefined}
    >
      <a
        class="row"
        href={`/conversations/${conversation.id}${
          row.unread > 0 ? "#new" : ""
        }`}
        aria-current={current ? "page" : undefined}
      >
        <Face
          {...conversation.face}
          group={conversation.kind === "group"}
        />
        <span class="name cut" dir="auto">
          {conversation.encryption === "end-to-end" && (
            <Icon name="lock" class="lock" />
          )}
          {row.pinned && <Mark icon="pin" words={t("inbox.pinned")} />}
          {row.muted && <Mark icon="mute" words={t("inbox.muted")} />}
          {nameOf(conversation.title, t)}
        </span>{" "}
        <time datetime={iso(row.at)}>{brief(row.at)}</time>{" "}
        <span class="last">
          {row.unsent && !current
            ? <Unsent line={row.unsent} />
            : <Last row={row} />}
        </span>
        {row.unread > 0 && <Badge count={row.unread} mentions={row.mentions} />}
      </a>
    </li>
  );
}

/** What its reader has not sent yet comes before what others wrote. */
function Unsent({ line }: { line: string }) {
  const { t } = useReader();
  return (
    <>
      <b class="by cut">{t("inbox.unsent")}</b>{" "}
      <span class="cut" dir="auto">{line}</span>
    </>
  );
}

/** What the reader chose for it. Before the name, or a long one would push it out of sight. */
function Mark({ icon, words }: { icon: "pin" | "mute"; words: string }) {
  return (
    <>
      <Icon name={icon} class="lock" />
      <bdi class="said">{words}</bdi>
      {" "}
    </>
  );
}

/** What one calls somebody in a short line. */
function firstWord(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

/** The newest entry in a few words: who in the page's direction, what in its own. */
function Last({ row }: { row: Row }) {
  const { t } = useReader();
  const { author, conversation } = row;
  if (row.note) {
    return (
      <span class="cut" dir="auto">
        <NoteText note={row.note} author={author?.name ?? ""} />
      </span>
    );
  }
  if (row.deleted) return <>{t("inbox.deleted")}</>;
  if (row.hidden) return <>{t("message.hidden")}</>;
  if (!row.preview) {
    const sealed = author && conversation.encryption === "end-to-end";
    return <>{sealed ? t("inbox.sealed") : t("inbox.quiet")}</>;
  }
  const by = row.mine
    ? t("inbox.mine")
    : author && conversation.kind === "group"
    ? t("inbox.by", { name: firstWord(author.name) || nameOf("", t) })
    : null;
  return (
    <>
      {by && <span class="by cut">{by}</span>}
      {by && " "}
      <span class="cut" dir="auto">{row.preview}</span>
    </>
  );
}
