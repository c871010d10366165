import { type FreshContext, page } from "fresh";
import { AccountsPage } from "@/components/admin/AccountsPage.tsx";
import { refusedOf } from "@/components/entrance/Refused.ts";
import {
  type Account,
  findAccount,
  listAccounts,
  removeSecondFactorOf,
} from "@/lib/accounts/administer_accounts.ts";
import type { User } from "@/lib/accounts/model.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import {
  confirmFirst,
  unlessConfirmed,
} from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";

interface Data {
  refusal: Refusal | null;
  accounts: Account[];
  next: string | null;
  /** Whose second factor is about to be removed. */
  asked: User | null;
}

type Context = FreshContext<SignedInState>;

const HERE = "/admin/people";

async function look(ctx: Context, refusal: Refusal | null): Promise<Data> {
  const { user } = ctx.state;
  const { searchParams } = ctx.url;
  const username = searchParams.get("remove");
  const asked = username === null ? null : await findAccount(user, username);
  const after = searchParams.get("after") ?? "";
  return { refusal, asked, ...await listAccounts(user, after) };
}

/** Everybody with an account, and help for who has lost their second factor. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { pathname, search, searchParams } = ctx.url;
    const ask = searchParams.has("remove");
    return (ask ? unlessConfirmed(ctx, pathname + search) : null) ??
      page(await look(ctx, null));
  },
  POST: (ctx) =>
    attempt(ctx, (form) => confirmFirst(ctx, HERE, () => deed(ctx, form)), {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
    }),
});

async function deed(ctx: Context, form: Form): Promise<Response> {
  const { user, session } = ctx.state;
  await removeSecondFactorOf(user, session, form.text("username"));
  return answer(ctx, { redirect: `${HERE}?done=second-factor-removed` });
}

export default signedIn.page<typeof handler>(({ data, state, url }) => (
  <AccountsPage
    token={state.csrf}
    user={state.user}
    accounts={data.accounts}
    next={data.next}
    asked={data.asked}
    done={url.searchParams.get("done") === "second-factor-removed"}
    refused={refusedOf(state.reader, data.refusal)}
  />
));
