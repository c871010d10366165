import { EmptyState } from "@/components/layout/EmptyState.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownMessage, Version } from "@/lib/messages/model.ts";

/** What a message says now and said before, newest first. */
export function Versions(
  { message, versions }: {
    message: ShownMessage;
    /** Earlier texts, oldest first. */
    versions: readonly Version[];
  },
) {
  const { t } = useReader();
  if (versions.length === 0) {
    return (
      <EmptyState
        art="talk"
        title={t("message.versions.title")}
        text={t("message.versions.none")}
      />
    );
  }
  return (
    <ol class="stack" id="versions">
      <Text
        text={message.text}
        at={message.edited ?? message.at}
        label={t("message.versions.now")}
      />
      {versions.toReversed().map((version) => (
        <Text key={version.at} text={version.text} at={version.at} />
      ))}
    </ol>
  );
}

function Text(
  { text, at, label }: { text: string; at: number; label?: string },
) {
  const { full, iso } = useReader();
  return (
    <li class="field">
      <p class="quiet">
        {label && <b>{`${label} · `}</b>}
        <time datetime={iso(at)}>{full(at)}</time>
      </p>
      <div class="text-then" dir="auto">{text}</div>
    </li>
  );
}
