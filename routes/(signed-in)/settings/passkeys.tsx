import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { PasskeysPage } from "@/components/settings/PasskeysPage.tsx";
import { RecoveryCodesPage } from "@/components/settings/RecoveryCodesPage.tsx";
import { listPasskeys } from "@/lib/accounts/passkeys.ts";
import type { Passkey } from "@/lib/accounts/second_factor_model.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import {
  confirmFirst,
  unlessConfirmed,
} from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";
import { deed } from "@/routes/(signed-in)/settings/(_security)/passkey_deeds.ts";

interface Look {
  refusal: Refusal | null;
  passkeys: Passkey[];
  chosen: Passkey | null;
}
/** Or codes, shown this once. */
type Data = Look | { codes: string[] };
type Context = FreshContext<SignedInState>;

const HERE = "/settings/passkeys";

async function look(ctx: Context, refusal: Refusal | null): Promise<Data> {
  const { state, url } = ctx;
  state.title = state.reader.t("settings.passkeys.title");
  state.passkeys = true;
  const passkeys = await listPasskeys(state.user);
  const id = refusal ? refusal.kept.passkey : url.searchParams.get("passkey");
  const chosen = passkeys.find((one) => one.id === id) ?? null;
  return { refusal, passkeys, chosen };
}

/** Passkeys: what there is, one more, another name, one less. */
export const handler = signedIn.handlers({
  GET: async (ctx) =>
    unlessConfirmed(ctx, HERE) ?? page<Data>(await look(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, (form) =>
      confirmFirst(ctx, HERE, async () => {
        const done = await deed(ctx, form);
        if (done instanceof Response) return done;
        ctx.state.title = ctx.state.reader.t("settings.codes.title");
        const { codes, headers } = done;
        return page<Data>({ codes }, { headers });
      }), {
      page: async (refusal) => page<Data>(await look(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state, url }) => {
  const { user, csrf, reader, session } = state;
  if ("codes" in data) {
    return (
      <RecoveryCodesPage
        token={csrf}
        user={user}
        codes={data.codes}
        turnedOn
      />
    );
  }
  const { refusal, passkeys, chosen } = data;
  return (
    <PasskeysPage
      token={csrf}
      user={user}
      passkeys={passkeys}
      chosen={chosen}
      name={refusal?.kept.name ?? chosen?.name ?? session.device}
      done={refusal ? "" : url.searchParams.get("done") ?? ""}
      refused={refusedOf(reader, refusal)}
    />
  );
});
