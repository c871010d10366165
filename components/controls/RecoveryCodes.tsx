import { Notice } from "@/components/layout/Notice.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** New recovery codes, shown this once, to be printed or copied now. */
export function RecoveryCodes(
  { codes, username }: { codes: readonly string[]; username: string },
) {
  const { t } = useReader();
  return (
    <>
      <Notice>{t("settings.codes.now")}</Notice>
      <ol class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code class="secret" dir="ltr" data-recovery-code>
              {code.replace(/.{4}(?=.)/g, "$&-")}
            </code>
          </li>
        ))}
      </ol>
      <p class="hint">{t("settings.codes.whose", { username })}</p>
    </>
  );
}
