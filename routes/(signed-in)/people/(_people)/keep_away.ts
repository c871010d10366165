import type { FreshContext } from "fresh";
import { keepAway, type Wish } from "@/lib/accounts/block.ts";
import { findPerson } from "@/lib/conversations/find_person.ts";
import { answer } from "@/lib/http/answer.ts";
import { readForm } from "@/lib/http/forms.ts";
import { takeToken } from "@/lib/http/limits.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** Blocks or mutes the person of the address; `_action=remove` takes it back. */
export async function keepAwayFrom(
  ctx: FreshContext<SignedInState>,
  wish: Wish,
): Promise<Response> {
  const { user } = ctx.state;
  const form = await readForm(ctx.req);
  await takeToken("profile", user.id);
  const { person } = await findPerson(user, ctx.params.username!);
  const on = form.text("_action") !== "remove";
  await keepAway(user, person.id, wish, on);
  return answer(ctx, {
    redirect: `/settings/blocked?done=${on ? wish : "undone"}`,
  });
}
