import { type FreshContext, page } from "fresh";
import { ProvidersPage } from "@/components/admin/ProvidersPage.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import type { Provider } from "@/lib/accounts/provider_model.ts";
import { listProviders, nextProviderId } from "@/lib/accounts/providers.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { ownOrigin } from "@/lib/http/csrf.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import { deed } from "@/routes/(signed-in)/admin/(_panel)/provider_deeds.ts";
import {
  confirmFirst,
  unlessConfirmed,
} from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";

interface Data {
  refusal: Refusal | null;
  providers: Provider[];
  /** The number the next one gets. */
  next: string;
}

type Context = FreshContext<SignedInState>;

const HERE = "/admin/sign-in";

async function look(ctx: Context, refusal: Refusal | null): Promise<Data> {
  ctx.state.title = ctx.state.reader.t("admin.providers.title");
  const providers = await listProviders(ctx.state.user);
  return { refusal, providers, next: nextProviderId(providers) };
}

/** Providers by which people sign in. Asked for a confirmation first: what is typed here must not be lost to one. */
export const handler = signedIn.handlers({
  GET: async (ctx) =>
    unlessConfirmed(ctx, HERE + ctx.url.search) ?? page(await look(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, (form) => confirmFirst(ctx, HERE, () => deed(ctx, form)), {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state, url, req }) => {
  const { refusal, providers, next } = data;
  const { searchParams } = url;
  const pick = (name: string) =>
    providers.find(({ id }) => id === searchParams.get(name)) ?? null;
  const typed = refusal?.kept ?? null;
  const changes = typed?._action === "change"
    ? providers.find(({ id }) => id === typed.id) ?? null
    : null;
  return (
    <ProvidersPage
      token={state.csrf}
      user={state.user}
      origin={ownOrigin(req, state.settings)}
      providers={providers}
      next={next}
      changed={refusal ? changes : pick("change")}
      removed={refusal ? null : pick("remove")}
      typed={typed}
      done={refusal ? "" : searchParams.get("done") ?? ""}
      refused={refusedOf(state.reader, refusal)}
    />
  );
});
