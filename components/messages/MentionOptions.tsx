import { Face } from "@/components/controls/Face.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import type { Called } from "@/lib/conversations/mention_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

type CalledWord = "all" | "owners" | "moderators";

/** Whom one can mention: people, then the words that call many and begin like what is typed. */
export function MentionOptions(
  { people, called, typed }: {
    people: readonly Profile[];
    called: readonly Called[];
    typed: string;
  },
) {
  const { t } = useReader();
  const words = called.map((one) => one.slice(1) as CalledWord)
    .map((one) => ({ one, word: t(`mention.${one}.word`) }))
    .filter(({ one, word }) =>
      [one, word].some((each) => each.startsWith(typed.toLowerCase()))
    );
  const count = people.length + words.length;
  return (
    <ul
      class="list"
      id="suggested"
      data-said={count > 0 ? t("mention.suggested", { count }) : undefined}
    >
      {people.map((person) => (
        <li key={person.id} data-word={person.username}>
          <Face {...person} size="small" />
          <span class="main">
            <bdi>{person.name}</bdi>{" "}
            <small class="quiet">
              <bdi>@{person.username}</bdi>
            </small>
          </span>
        </li>
      ))}
      {words.map(({ one, word }) => (
        <li key={one} data-word={word}>
          <span class="main">
            <bdi>@{word}</bdi>{" "}
            <small class="quiet">{t(`mention.${one}.text`)}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}
