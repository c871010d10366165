import { Face } from "@/components/controls/Face.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** People to tick; each ticked one sends a username as `members`. */
export function PeoplePicker(
  { people, picked }: {
    people: readonly Profile[];
    picked: readonly string[];
  },
) {
  const { t } = useReader();
  return (
    <fieldset class="field">
      <legend>{t("inbox.new.people")}</legend>
      <div class="pick">
        {people.map((person) => (
          <label key={person.id}>
            <Face name={person.name} hue={person.hue} size="small" />
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
