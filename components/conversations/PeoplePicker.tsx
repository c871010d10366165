import { Button } from "@/components/controls/Button.tsx";
import { Face } from "@/components/controls/Face.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/**
 * People to tick; each ticked one sends a username as `members`. Looking for
 * somebody keeps who is ticked: a button without script, while typing with it.
 */
export function PeoplePicker(
  { people, picked, query = "", search = false }: {
    people: readonly Profile[];
    picked: readonly string[];
    /** What was looked for. */
    query?: string;
    /** Are there more people than are listed? */
    search?: boolean;
  },
) {
  const { t } = useReader();
  return (
    <fieldset class="field" id="people">
      <legend>{t("inbox.new.people")}</legend>
      {search && (
        <div class="find">
          <input
            type="search"
            name="q"
            id="people-query"
            value={query}
            aria-label={t("inbox.new.find")}
            placeholder={t("inbox.new.find")}
            autocomplete="off"
            dir="auto"
            hx-post="/conversations"
            hx-vals='{"_action":"find"}'
            hx-trigger="input changed delay:250ms"
            hx-target="#people"
            hx-swap="outerMorph"
          />
          <Button small name="_action" value="find">
            {t("inbox.new.find_button")}
          </Button>
        </div>
      )}
      {query !== "" && people.length === 0 && (
        <p class="hint">{t("inbox.new.found_nobody", { query })}</p>
      )}
      <div class="pick">
        {people.map((person) => (
          <label key={person.id}>
            <Face {...person} size="small" />
            <span class="cut" dir="auto">{person.name}</span>
            <small class="quiet">@{person.username}</small>
            <input
              type="checkbox"
              name="members"
              value={person.username}
              checked={picked.includes(person.username)}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
