import type { ComponentChildren } from "preact";
import { BackLink } from "@/components/controls/IconButton.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** The head of a pane: the way back, the title, a line, then actions. */
export function PageHead(
  { title, line, back, always = false, children }: {
    title: string;
    line?: string | undefined;
    /** Where back leads; drawn on phones, and everywhere if `always`. */
    back?: string | undefined;
    always?: boolean;
    children?: ComponentChildren;
  },
) {
  const { t } = useReader();
  return (
    <header class="pane-head">
      {back && (
        <BackLink
          href={back}
          label={t("common.back")}
          always={always}
        />
      )}
      <div class="who">
        <h1 class="cut">{title}</h1>
        {line && <p class="cut">{line}</p>}
      </div>
      {children}
    </header>
  );
}
