import { Button } from "@/components/controls/Button.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import { QUERY_LIMIT } from "@/lib/search/model.ts";

/** The conversation a search keeps to. */
export interface Within {
  readonly id: string;
  readonly title: string;
}

/** Looks for anything: by a button without script, while typing with it. */
export function SearchForm(
  { query, within, best = false, wrong = false }: {
    query: string;
    within: Within | null;
    /** Are the best to come first? */
    best?: boolean;
    /** Is there a complaint about it below? */
    wrong?: boolean;
  },
) {
  const { t } = useReader();
  return (
    <form class="search" method="get" action="/search" role="search">
      <div class="find field">
        <input
          id="field-q"
          type="search"
          name="q"
          value={query}
          maxlength={QUERY_LIMIT}
          aria-label={t("search.label")}
          aria-describedby={wrong ? "field-q-error" : undefined}
          aria-invalid={wrong ? "true" : undefined}
          placeholder={t("search.label")}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          dir="auto"
          autofocus
          hx-get="/search"
          hx-trigger="input changed delay:300ms"
          hx-include="closest form"
          hx-target="#results"
          hx-swap="outerMorph"
          hx-replace-url="true"
        />
        <Button>{t("search.button")}</Button>
      </div>
      {best && <input type="hidden" name="order" value="best" />}
      {within && (
        <label class="check">
          <input type="checkbox" name="in" value={within.id} checked />
          <span dir="auto">{t("search.within", { name: within.title })}</span>
        </label>
      )}
    </form>
  );
}
