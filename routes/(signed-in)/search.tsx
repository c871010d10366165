import { page } from "fresh";
import { Page } from "@/components/layout/Page.tsx";
import { Results, type ResultsProps } from "@/components/search/Results.tsx";
import { SearchForm, type Within } from "@/components/search/SearchForm.tsx";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { NotFound } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { searchMessages } from "@/lib/search/find.ts";
import { findPlaces } from "@/lib/search/find_places.ts";
import { parseQuery } from "@/lib/search/query.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Messages, conversations and people by what they say or are called. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { state, url } = ctx;
    const query = (url.searchParams.get("q") ?? "").trim();
    const within = await placeOf(state, url.searchParams.get("in"));
    if (query !== "") await takeToken("search", state.user.id);
    const results = await look(state, query, within, url.searchParams);
    state.title = state.reader.t("search.title");
    state.swaps = true;
    const status = results.problems.length > 0 ? 422 : 200;
    return answer(ctx, {
      status,
      page: () => page({ query, within, results }, { status }),
      fragment: () => <Results {...results} />,
    });
  },
});

/** Everywhere, if it is none of theirs: a stranger's place looks like no place. */
async function placeOf(
  { user }: SignedInState,
  id: string | null,
): Promise<Within | null> {
  if (!id) return null;
  try {
    return await findNamedConversation(user, id);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

async function look(
  { user, reader }: SignedInState,
  query: string,
  within: Within | null,
  asked: URLSearchParams,
): Promise<ResultsProps> {
  const from = asked.get("from");
  const parsed = parseQuery(query);
  const blank = query === "";
  const first = from === null;
  const { problems, ...found } = blank
    ? { problems: [], hits: [], next: null, stopped: false }
    : await searchMessages(user, parsed, {
      timeZone: reader.timeZone,
      from,
      within: within?.id ?? null,
    });
  const more = new URLSearchParams({ q: query, from: found.next ?? "" });
  if (within) more.set("in", within.id);
  return {
    query,
    problems: problems.map((one) => reader.say(one)),
    ...(first && !within
      ? await findPlaces(user, parsed)
      : { conversations: [], people: [] }),
    page: found,
    more: found.next === null ? undefined : `/search?${more}`,
    first,
  };
}

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page title={state.reader.t("search.title")} back="/conversations">
    <SearchForm
      query={data.query}
      within={data.within}
      wrong={data.results.problems.length > 0}
    />
    <Results {...data.results} />
  </Page>
));
