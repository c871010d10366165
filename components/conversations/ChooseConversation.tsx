import { ButtonLink } from "@/components/controls/Button.tsx";
import { EmptyState } from "@/components/layout/EmptyState.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** The pane beside the list while no conversation is chosen; a welcome while there is none. */
export function ChooseConversation(
  { name, none = false, invite }: {
    /** The reader's name. */
    name: string;
    /** Has the reader no conversation yet? */
    none?: boolean;
    /** Where invites are made, for those who may. */
    invite?: string | undefined;
  },
) {
  const { t } = useReader();
  const title = none
    ? t("inbox.welcome.title", { name })
    : t("inbox.choose.title");
  return (
    <section class="talk" aria-label={title}>
      <EmptyState
        art="talk"
        title={title}
        text={none ? t("inbox.welcome.text") : t("inbox.choose.text")}
      >
        {invite && (
          <ButtonLink href={invite}>{t("inbox.welcome.invite")}</ButtonLink>
        )}
      </EmptyState>
    </section>
  );
}
