import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { LeaveForProviderPage } from "@/components/settings/LeaveForProviderPage.tsx";
import { LinkedAccountsPage } from "@/components/settings/LinkedAccountsPage.tsx";
import { listLinks } from "@/lib/accounts/provider_links.ts";
import type { Link, Provider } from "@/lib/accounts/provider_model.ts";
import { listOpenProviders } from "@/lib/accounts/providers.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import {
  confirmFirst,
  unlessConfirmed,
} from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";
import {
  type Leaving,
  link,
  saidOf,
  unlink,
} from "@/routes/(signed-in)/settings/(_security)/provider_deeds.ts";

interface Look {
  refusal: Refusal | null;
  links: readonly Link[];
  providers: Provider[];
  chosen: Link | null;
}
type Data = Look | Leaving;
type Context = FreshContext<SignedInState>;

const HERE = "/settings/linked";

async function look(ctx: Context, refusal: Refusal | null): Promise<Data> {
  const { user, reader } = ctx.state;
  ctx.state.title = reader.t("settings.linked.title");
  const [links, providers] = await Promise.all([
    listLinks(user),
    listOpenProviders(),
  ]);
  const id = ctx.url.searchParams.get("link");
  const chosen = refusal ? undefined : links.find((one) => one.id === id);
  return { refusal, links, providers, chosen: chosen ?? null };
}

/** By which providers one signs in. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { pathname, search, searchParams } = ctx.url;
    const ask = searchParams.has("link");
    return (ask ? unlessConfirmed(ctx, pathname + search) : null) ??
      page<Data>(await look(ctx, null));
  },
  POST: (ctx) =>
    attempt(ctx, (form) =>
      confirmFirst(ctx, HERE, async () => {
        if (form.text("_action") === "unlink") return await unlink(ctx, form);
        const leaving = await link(ctx, form);
        if (leaving instanceof Response) return leaving;
        ctx.state.title = ctx.state.reader.t("settings.linked.title");
        const { headers, ...data } = leaving;
        return page<Data>(data, { headers });
      }), {
      page: async (refusal) => page<Data>(await look(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state, url }) => {
  const { user, csrf, reader } = state;
  if ("to" in data) return <LeaveForProviderPage user={user} {...data} />;
  const { refusal, ...shown } = data;
  const news = saidOf(reader, url.searchParams.get("done") ?? "");
  const bad = refusal ? refusedOf(reader, refusal) : news.bad;
  return (
    <LinkedAccountsPage
      token={csrf}
      user={user}
      {...shown}
      said={refusal ? undefined : news.good}
      refused={bad}
    />
  );
});
