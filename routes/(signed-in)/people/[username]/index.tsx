import { page } from "fresh";
import { KeepAway } from "@/components/people/KeepAway.tsx";
import { PersonCard } from "@/components/people/PersonCard.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { isApart } from "@/lib/accounts/between_model.ts";
import { profileOf } from "@/lib/accounts/model.ts";
import { findPresence } from "@/lib/accounts/presence.ts";
import { findSeenAbout } from "@/lib/accounts/profile.ts";
import { listSharedGroups } from "@/lib/conversations/contacts.ts";
import { findPerson } from "@/lib/conversations/find_person.ts";
import { lookAt } from "@/lib/conversations/presence_news.ts";
import { NOTHING_SEEN } from "@/lib/accounts/profile_model.ts";
import { timesFor } from "@/lib/i18n/times.ts";
import { personPath } from "@/components/people/PersonLink.tsx";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Somebody's page: what this viewer may see of them. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { user, reader, csrf } = ctx.state;
    const found = await findPerson(user, ctx.params.username!);
    const { person, relation, between } = found;
    // A former name, or one spelt otherwise, leads to the present one.
    const path = personPath(person);
    if (ctx.params.username !== person.username) return ctx.redirect(path, 303);
    ctx.state.title = person.name;
    const apart = isApart(between);
    const near = relation === "contact" && !apart;
    if (near) lookAt(user, [person.id]);
    const [about, presence, groups] = await Promise.all([
      apart ? NOTHING_SEEN : findSeenAbout(person.id, relation),
      near ? findPresence(user, person) : null,
      near ? listSharedGroups(user, person.id) : [],
    ]);
    const { timeZone } = person;
    const elsewhere = near && timeZone && timeZone !== reader.timeZone;
    return page({
      profile: profileOf(person),
      about,
      presence,
      groups,
      localTime: elsewhere
        ? timesFor(reader.language, timeZone).time(Date.now())
        : null,
      // One does not write to whom one has blocked.
      writable: !person.leaving && !person.guest &&
        between?.blocked === undefined,
      leaving: person.leaving !== undefined,
      between,
      own: relation === "self",
      token: csrf,
    });
  },
});

export default signedIn.page<typeof handler>(({ data }) => (
  <Page title={data.profile.name} back="/people" always>
    <PersonCard {...data} />
    {!data.own && <KeepAway {...data} />}
  </Page>
));
