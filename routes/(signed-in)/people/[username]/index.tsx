import { page } from "fresh";
import { PersonCard } from "@/components/people/PersonCard.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { findByUsername } from "@/lib/accounts/find.ts";
import { profileOf } from "@/lib/accounts/model.ts";
import { findPresence } from "@/lib/accounts/presence.ts";
import { findSeenAbout } from "@/lib/accounts/profile.ts";
import { listSharedGroups, relationOf } from "@/lib/conversations/contacts.ts";
import { lookAt } from "@/lib/conversations/presence_news.ts";
import { NotFound } from "@/lib/errors.ts";
import { timesFor } from "@/lib/i18n/times.ts";
import { personPath } from "@/components/people/PersonLink.tsx";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Somebody's page: what this viewer may see of them. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { user, reader, csrf } = ctx.state;
    const person = await findByUsername(ctx.params.username!);
    if (!person) throw new NotFound({ key: "error.not_found" });
    // A former name, or one spelt otherwise, leads to the present one.
    const path = personPath(person);
    if (ctx.params.username !== person.username) return ctx.redirect(path, 303);
    ctx.state.title = person.name;
    const relation = await relationOf(user, person.id);
    const near = relation === "contact";
    if (near) lookAt(user, [person.id]);
    const [about, presence, groups] = await Promise.all([
      findSeenAbout(person.id, relation),
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
      leaving: person.leaving !== undefined,
      own: relation === "self",
      token: csrf,
    });
  },
});

export default signedIn.page<typeof handler>(({ data }) => (
  <Page title={data.profile.name} back="/people" always>
    <PersonCard {...data} />
  </Page>
));
