import type { FreshContext, PageResponse } from "fresh";
import { page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import {
  NewConversation,
  type NewConversationProps,
} from "@/components/conversations/NewConversation.tsx";
import { findByUsernames, listProfiles } from "@/lib/accounts/find.ts";
import { profileOf } from "@/lib/accounts/model.ts";
import type { Refusal } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Most people listed at once; beyond that one looks for them by name. */
const LISTED = 20;

/** The form for a new conversation: empty, as it was refused, or while one looks for people. */
export async function newConversationPage(
  ctx: FreshContext<SignedInState>,
  refusal: Refusal | null,
  form: Form | null = null,
): Promise<PageResponse<NewConversationProps>> {
  const { state, url } = ctx;
  state.title = state.reader.t("inbox.new.title");
  state.swaps = true;
  const query = form?.text("q").trim() ?? "";
  const found = await listProfiles(state.user, query, { limit: LISTED });
  const names = form?.all("members") ?? url.searchParams.getAll("with");
  const ticked = await findByUsernames(names, state.user);
  const picked = ticked.found.filter((user) => user.id !== state.user.id);
  const listed = new Set(picked.map((user) => user.id));
  return page({
    token: state.csrf,
    // Whoever is ticked stays in sight, whatever one looks for next.
    people: [
      ...picked.map(profileOf),
      ...found.filter((person) => !listed.has(person.id)),
    ],
    search: query !== "" || found.length >= LISTED,
    values: {
      ...form?.kept,
      q: query,
      picked: picked.map((user) => user.username),
      members: ticked.missing.filter((name) => name !== "").join(", "),
    },
    ...refusal ? refusedOf(state.reader, refusal) : {},
  }, refusal ?? {});
}

/** A new conversation. */
export const handler = signedIn.handlers({
  GET: (ctx) => newConversationPage(ctx, null),
});

export default signedIn.page<typeof handler>(({ data }) => (
  <NewConversation {...data} />
));
