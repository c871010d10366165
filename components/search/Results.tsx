import { Fragment } from "preact";
import { FieldError } from "@/components/controls/Field.tsx";
import { HitRow } from "@/components/search/HitRow.tsx";
import { PlaceLists } from "@/components/search/PlaceLists.tsx";
import { SearchHelp } from "@/components/search/SearchHelp.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import type { TitledConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { HitsPage, Order } from "@/lib/search/model.ts";

/** What a page of results shows. */
export interface ResultsProps {
  query: string;
  /** Sentences about what in the search means nothing. */
  problems: readonly string[];
  conversations: readonly TitledConversation[];
  people: readonly Profile[];
  /** Ways to have the messages in this order or that. */
  orders: readonly { order: Order; href: string; current: boolean }[];
  page: HitsPage;
  /** Leads to the next page. */
  more: string | undefined;
  /** Is it the first page? */
  first: boolean;
}

/** What was found: conversations and people by name, then messages. */
export function Results(props: ResultsProps) {
  const { t } = useReader();
  const { query, problems, page, more, first } = props;
  const blank = query === "";
  const wrong = problems.length > 0;
  const best = props.orders.some((one) => one.current && one.order === "best");
  return (
    <section id="results" class="results">
      <FieldError
        name="q"
        error={wrong ? problems.join(" ") : undefined}
      />
      <PlaceLists conversations={props.conversations} people={props.people} />
      {!blank && !wrong && (
        <section>
          <h2>{t("search.messages")}</h2>
          <nav class="hint" aria-label={t("search.order")}>
            {props.orders.map(({ order, href, current }, i) => (
              <Fragment key={order}>
                {i > 0 && " · "}
                <a
                  class="link"
                  href={href}
                  aria-current={current ? "true" : undefined}
                >
                  {t(`search.order.${order}`)}
                </a>
              </Fragment>
            ))}
          </nav>
          {page.hits.length === 0 && first && !page.stopped && (
            <p class="hint" role="status">
              {t("search.none", { query })}
            </p>
          )}
          <ol class="hits">
            {page.hits.map((hit) => (
              <HitRow key={`${hit.conversation.id} ${hit.seq}`} hit={hit} />
            ))}
          </ol>
          {page.bestOf !== undefined && !more && (
            <p class="hint">{t("search.best_of", { count: page.bestOf })}</p>
          )}
          {page.stopped && <p class="hint">{t("search.stopped")}</p>}
          {more && (
            <p>
              <a class="button" data-small href={more} rel="next">
                {page.stopped
                  ? t("search.on")
                  : best
                  ? t("search.more")
                  : t("search.older")}
              </a>
            </p>
          )}
        </section>
      )}
      {(blank || wrong) && <SearchHelp />}
    </section>
  );
}
