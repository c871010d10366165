import type { FreshContext, PageResponse } from "fresh";
import { page } from "fresh";
import { refusedOf } from "@/components/entrance/Refused.ts";
import {
  NewConversation,
  type NewConversationProps,
} from "@/components/conversations/NewConversation.tsx";
import { findByUsernames, listProfiles } from "@/lib/accounts/find.ts";
import { profileOf } from "@/lib/accounts/model.ts";
import type { Refusal } from "@/lib/http/attempt.ts";
import { readForm } from "@/lib/http/forms.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** The form for a new conversation, empty or as it was refused. */
export async function newConversationPage(
  ctx: FreshContext<SignedInState>,
  refusal: Refusal | null,
): Promise<PageResponse<NewConversationProps>> {
  const { state, url, req } = ctx;
  state.title = state.reader.t("inbox.new.title");
  const form = refusal ? await readForm(req) : null;
  const people = await listProfiles(state.user);
  // A ticked person whom the short list does not hold stays ticked all the same.
  const names = form?.all("members") ?? url.searchParams.getAll("with");
  const offered = new Set(people.map((person) => person.username));
  const typed = names.filter((name) => !offered.has(name));
  const { found } = await findByUsernames(typed);
  return page({
    token: state.csrf,
    people: [...people, ...found.map(profileOf)],
    values: {
      ...refusal?.kept,
      picked: [
        ...names.filter((name) => offered.has(name)),
        ...found.map((user) => user.username),
      ],
      members: typed.filter((name) =>
        !found.some((user) => user.username === name)
      ).join(", "),
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
