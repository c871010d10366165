import { useReader } from "@/lib/i18n/reader.ts";

/** The list of a conversation's pinned messages. */
export function pinnedPath(conversation: string): string {
  return `/conversations/${conversation}/pinned`;
}

/** Under a message: it is pinned, and where all such messages are. */
export function PinnedMark({ conversation }: { conversation: string }) {
  const { t } = useReader();
  return (
    <a class="pinned" data-sheet="hung" href={pinnedPath(conversation)}>
      {t("message.pinned")}
    </a>
  );
}
