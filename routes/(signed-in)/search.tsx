import { page } from "fresh";
import { Page } from "@/components/layout/Page.tsx";
import { Results } from "@/components/search/Results.tsx";
import { SearchForm } from "@/components/search/SearchForm.tsx";
import { answer } from "@/lib/http/answer.ts";
import {
  look,
  nothing,
  orderOf,
  placeOf,
  takeTurn,
} from "@/routes/(signed-in)/(_search)/look.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Messages, conversations and people by what they say or are called. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { state, url } = ctx;
    const query = (url.searchParams.get("q") ?? "").trim();
    const within = await placeOf(state, url.searchParams.get("in"));
    const tooMany = query === "" ? null : await takeTurn(state);
    const results = tooMany
      ? nothing(query, [state.reader.say(tooMany.sentence)])
      : await look(state, query, within, url.searchParams);
    state.title = state.reader.t("search.title");
    state.swaps = true;
    const best = orderOf(url.searchParams) === "best";
    const wrong = results.problems.length > 0 ? { status: 422 } : {};
    return answer(ctx, {
      // While somebody types, what is not finished yet is no failure.
      ...tooMany,
      page: () => page({ query, within, best, results }, tooMany ?? wrong),
      fragment: () => <Results {...results} />,
    });
  },
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page title={state.reader.t("search.title")} back="/conversations">
    <SearchForm
      query={data.query}
      within={data.within}
      best={data.best}
      wrong={data.results.problems.length > 0}
    />
    <Results {...data.results} />
  </Page>
));
