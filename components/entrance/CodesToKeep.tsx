import { ButtonLink } from "@/components/controls/Button.tsx";
import { RecoveryCodes } from "@/components/controls/RecoveryCodes.tsx";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** The recovery codes of an account that was made with a passkey: seen before anything else. */
export function CodesToKeep(
  { codes, username }: { codes: readonly string[]; username: string },
) {
  const { t } = useReader();
  return (
    <EntranceFrame
      title={t("settings.codes.title")}
      lead={t("entrance.sign_up.codes_lead")}
      sentence={t("entrance.sentence")}
    >
      <RecoveryCodes codes={codes} username={username} />
      <ButtonLink kind="primary" href="/conversations">
        {t("settings.codes.kept")}
      </ButtonLink>
    </EntranceFrame>
  );
}
