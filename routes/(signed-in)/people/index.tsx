import { page } from "fresh";
import {
  PeopleList,
  type PeopleListProps,
  PeopleSearch,
} from "@/components/people/PeopleList.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { listPeople } from "@/lib/accounts/list_people.ts";
import { findStatuses } from "@/lib/accounts/profile.ts";
import { answer } from "@/lib/http/answer.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Everybody on this server. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { state, url } = ctx;
    const query = (url.searchParams.get("q") ?? "").trim().slice(0, 200);
    if (query !== "") await takeToken("search", state.user.id);
    const { people, next, narrow } = await listPeople(
      state.user,
      query,
      url.searchParams.get("after") ?? "",
    );
    const found: PeopleListProps = {
      people,
      statuses: await findStatuses(people.map(({ id }) => id)),
      me: state.user.id,
      query,
      narrow,
      more: next === null
        ? undefined
        : `/people?after=${encodeURIComponent(next)}`,
    };
    state.title = state.reader.t("people.title");
    state.swaps = true;
    return answer(ctx, {
      page: () => page(found),
      fragment: () => <PeopleList {...found} />,
    });
  },
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page title={state.reader.t("people.title")} back="/conversations">
    <PeopleSearch query={data.query} />
    <PeopleList {...data} />
  </Page>
));
