import { page } from "fresh";
import { AccountsPage } from "@/components/admin/AccountsPage.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import { attempt } from "@/lib/http/attempt.ts";
import { signedIn } from "@/routes/(_state)/define.ts";
import { deed, look } from "@/routes/(signed-in)/admin/(_panel)/people.ts";
import {
  confirmFirst,
  unlessConfirmed,
} from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";

const HERE = "/admin/people";

/** Everybody with an account, and help for who is locked out. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { pathname, search, searchParams } = ctx.url;
    const ask = ["remove", "reset", "delete"].some((one) =>
      searchParams.has(one)
    );
    return (ask ? unlessConfirmed(ctx, pathname + search) : null) ??
      page(await look(ctx, null));
  },
  POST: (ctx) =>
    attempt(ctx, (form) => confirmFirst(ctx, HERE, () => deed(ctx, form)), {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state, url }) => (
  <AccountsPage
    token={state.csrf}
    user={state.user}
    accounts={data.accounts}
    next={data.next}
    asked={data.asked}
    link={data.link}
    done={data.refusal ? "" : url.searchParams.get("done") ?? ""}
    refused={refusedOf(state.reader, data.refusal)}
  />
));
