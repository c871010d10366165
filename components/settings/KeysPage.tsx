import { Fragment } from "preact";
import { Button } from "@/components/controls/Button.tsx";
import { Check } from "@/components/controls/Check.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** Which keys do what, and whether single ones do anything. */
export function KeysPage(
  { token, single, saved = false }: {
    token: string;
    /** Do keys work that are pressed alone? */
    single: boolean;
    saved?: boolean;
  },
) {
  const { t } = useReader();
  const keys: readonly (readonly [names: string, meaning: string])[] = [
    ["Ctrl K", t("keys.jump")],
    ["/", t("keys.search")],
    ["?", t("keys.list")],
    ["↑ ↓", t("keys.rows")],
    ["Enter", t("keys.menu")],
    ["Esc", t("keys.escape")],
    ["Tab", t("keys.tab")],
  ];
  return (
    <Page title={t("keys.title")} back="/conversations">
      {saved && <Notice kind="good">{t("common.saved")}</Notice>}
      <p class="hint">{t("keys.lead")}</p>
      <dl class="ask">
        {keys.map(([names, meaning]) => (
          <div key={names}>
            <dt dir="ltr">
              {names.split(" ").map((name) => (
                <Fragment key={name}>
                  <kbd>{name}</kbd>
                  {" "}
                </Fragment>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <PageForm action="/keys" token={token}>
        <Check
          name="single"
          checked={single}
          label={t("keys.single")}
          hint={t("keys.single_hint")}
        />
        <div class="actions">
          <Button>{t("common.save")}</Button>
        </div>
      </PageForm>
    </Page>
  );
}
