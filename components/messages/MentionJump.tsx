import { ButtonLink } from "@/components/controls/Button.tsx";
import { placeOf } from "@/components/messages/Quoted.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** Leads to where the reader was mentioned and has not looked yet. */
export function MentionJump(
  { conversation, seq, root }: {
    conversation: string;
    seq: number;
    /** The thread it stands in; 0 for the log itself. */
    root: number;
  },
) {
  const { t } = useReader();
  const inThread = root === 0 ? undefined : root;
  return (
    <p class="actions" id="mention">
      <ButtonLink small href={placeOf({ conversation, seq, inThread })}>
        @ {t("mention.jump")}
      </ButtonLink>
    </p>
  );
}
