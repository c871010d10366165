import { Face } from "@/components/controls/Face.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { PersonLink } from "@/components/people/PersonLink.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import type { TitledConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Conversations and people that answer to the search by name. */
export function PlaceLists(
  { conversations, people }: {
    conversations: readonly TitledConversation[];
    people: readonly Profile[];
  },
) {
  const { t } = useReader();
  return (
    <>
      {conversations.length > 0 && (
        <section>
          <h2>{t("search.conversations")}</h2>
          <ul class="list">
            {conversations.map(({ id, kind, title, face }) => (
              <li key={id} data-conversation-id={id}>
                <Face {...face} group={kind === "group"} size="small" />
                <div>
                  <a href={`/conversations/${id}`} dir="auto">
                    {nameOf(title, t)}
                  </a>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {people.length > 0 && (
        <section>
          <h2>{t("search.people")}</h2>
          <ul class="list">
            {people.map((person) => (
              <li key={person.id} data-user={person.id}>
                <Face {...person} size="small" />
                <div>
                  <PersonLink username={person.username}>
                    <bdi>{person.name}</bdi>
                  </PersonLink>{" "}
                  <small class="quiet">
                    <bdi>@{person.username}</bdi>
                  </small>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
