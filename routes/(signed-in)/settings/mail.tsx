import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { MailPage } from "@/components/settings/MailPage.tsx";
import {
  findMailAddress,
  findMailAddressSetup,
} from "@/lib/accounts/mail_address.ts";
import type {
  MailAddress,
  MailAddressSetup,
} from "@/lib/accounts/mail_model.ts";
import { isConfirmed } from "@/lib/accounts/model.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import { confirmFirst } from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";
import { deed } from "@/routes/(signed-in)/settings/(_security)/mail_deeds.ts";

interface Data {
  refusal: Refusal | null;
  mail: MailAddress | null;
  setup: MailAddressSetup | null;
}

type Context = FreshContext<SignedInState>;

const HERE = "/settings/mail";

async function look(ctx: Context, refusal: Refusal | null): Promise<Data> {
  const { user, reader } = ctx.state;
  ctx.state.title = reader.t("settings.mail.title");
  const [mail, setup] = await Promise.all([
    findMailAddress(user),
    findMailAddressSetup(user),
  ]);
  return { refusal, mail, setup };
}

/** Giving the account a mail address, proving it, taking it away. */
export const handler = signedIn.handlers({
  // A link in a mail leads here. Opening it does nothing: those who scan mails open links too.
  GET: async (ctx) => page(await look(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, (form) => confirmFirst(ctx, HERE, () => deed(ctx, form)), {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
      fragment: async (refusal) =>
        draw(ctx.state, ctx.url, await look(ctx, refusal)),
    }),
});

function draw(
  { reader, settings, user, session, csrf }: SignedInState,
  { searchParams }: URL,
  { refusal, mail, setup }: Data,
) {
  const code = searchParams.get("code") ?? "";
  const done = (["verified", "removed", "saved"] as const)
    .find((one) => !refusal && searchParams.get("done") === one);
  return (
    <MailPage
      token={csrf}
      user={user}
      mail={mail}
      setup={setup}
      on={settings.mail !== null}
      confirmed={isConfirmed(session, Date.now())}
      code={/^\d{8}$/.test(code) ? code : ""}
      typed={refusal?.kept.address ?? ""}
      done={done ?? null}
      refused={refusedOf(reader, refusal)}
    />
  );
}

export default signedIn.page<typeof handler>(({ data, state, url }) =>
  draw(state, url, data)
);
