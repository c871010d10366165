import { Button } from "@/components/controls/Button.tsx";
import { Face } from "@/components/controls/Face.tsx";
import { PersonLink } from "@/components/people/PersonLink.tsx";
import { StatusWords } from "@/components/people/PresenceWords.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import type { Status } from "@/lib/accounts/profile_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What the list shows. */
export interface PeopleListProps {
  people: readonly Profile[];
  statuses: ReadonlyMap<string, Status>;
  /** The reader's user id. */
  me: string;
  query: string;
  /** Leads to the next page. */
  more?: string | undefined;
  /** Are there more who answer to the query than are listed? */
  narrow?: boolean;
}

/** Everybody who has an account, or those who answer to a name. */
export function PeopleList(props: PeopleListProps) {
  const { people, statuses, me, query, more, narrow = false } = props;
  const { t } = useReader();
  return (
    <section id="people" data-live>
      {people.length === 0 && (
        <p class="hint" role="status">{t("people.none", { query })}</p>
      )}
      <ul class="list">
        {people.map((person) => {
          const status = statuses.get(person.id);
          return (
            <li key={person.id} data-user={person.id}>
              <Face {...person} />
              <div>
                <PersonLink username={person.username}>
                  <bdi>{person.name}</bdi>
                </PersonLink>{" "}
                <small class="quiet">
                  <bdi>@{person.username}</bdi>
                  {person.id === me && ` · ${t("people.you")}`}
                </small>
                {status && (
                  <p>
                    <StatusWords status={status} />
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {narrow && (
        <p class="hint">{t("people.narrow", { count: people.length })}</p>
      )}
      {more && <a class="button" data-small href={more}>{t("people.more")}</a>}
    </section>
  );
}

/** Looks for people: by a button without script, while typing with it. */
export function PeopleSearch({ query }: { query: string }) {
  const { t } = useReader();
  return (
    <form class="find field" method="get" action="/people" role="search">
      <input
        type="search"
        name="q"
        value={query}
        aria-label={t("people.find")}
        placeholder={t("people.find")}
        autocomplete="off"
        dir="auto"
        hx-get="/people"
        hx-trigger="input changed delay:250ms"
        hx-target="#people"
        hx-swap="outerMorph"
      />
      <Button>{t("people.find_button")}</Button>
    </form>
  );
}
