/** What the list of people shows, and what is done for who is locked out. */
import { type FreshContext, page } from "fresh";
import type { Asked } from "@/components/admin/AccountAsked.tsx";
import type { ShownLink } from "@/components/admin/ResetLinkShown.tsx";
import {
  type Account,
  findAccount,
  listAccounts,
  removeSecondFactorOf,
} from "@/lib/accounts/administer_accounts.ts";
import { endAccountOf, keepAccountOf } from "@/lib/accounts/leave.ts";
import { createResetLink } from "@/lib/accounts/reset_link.ts";
import { answer } from "@/lib/http/answer.ts";
import type { Refusal } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { takeToken } from "@/lib/http/limits.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** What the page is drawn from. */
export interface Data {
  refusal: Refusal | null;
  accounts: Account[];
  next: string | null;
  /** What is about to be done. */
  asked: Asked | null;
  /** Made just now, and shown this once. */
  link: ShownLink | null;
}

/** What is asked for once more, by its name in the address. */
const ASKED = [
  ["remove", "remove-second-factor"],
  ["reset", "create-reset-link"],
  ["delete", "delete"],
] as const;

type Context = FreshContext<SignedInState>;

/** Reads what the page shows. */
export async function look(
  ctx: Context,
  refusal: Refusal | null,
  link: ShownLink | null = null,
): Promise<Data> {
  const { user } = ctx.state;
  const asked = link ? null : await askedOf(ctx);
  const after = ctx.url.searchParams.get("after") ?? "";
  return { refusal, asked, link, ...await listAccounts(user, after) };
}

async function askedOf({ state, url }: Context): Promise<Asked | null> {
  for (const [name, deed] of ASKED) {
    const username = url.searchParams.get(name);
    if (username === null) continue;
    return { deed, user: await findAccount(state.user, username) };
  }
  return null;
}

/** Does what the form asks for. */
export async function deed(ctx: Context, form: Form) {
  const { user, session, settings } = ctx.state;
  const username = form.text("username");
  switch (form.text("_action")) {
    case "create-reset-link":
      break;
    case "delete":
      await endAccountOf(user, session, username);
      return answer(ctx, { redirect: "/admin/people?done=deleting" });
    case "keep":
      await keepAccountOf(user, username);
      return answer(ctx, { redirect: "/admin/people?done=kept" });
    default:
      await removeSecondFactorOf(user, session, username);
      return answer(ctx, {
        redirect: "/admin/people?done=second-factor-removed",
      });
  }
  await takeToken("invite", user.id);
  const { token, ...made } = await createResetLink(user, session, username);
  // Never the address the request came under: it may be forged.
  const url = `${settings.origin}/recover/${token}`;
  const everywhere = settings.originGiven;
  return page(await look(ctx, null, { ...made, url, everywhere }));
}
