import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { SecurityPage } from "@/components/settings/SecurityPage.tsx";
import { findMailAddress } from "@/lib/accounts/mail_address.ts";
import type { MailAddress } from "@/lib/accounts/mail_model.ts";
import {
  isConfirmed,
  type SecurityEvent,
  type Session,
} from "@/lib/accounts/model.ts";
import type { SecondFactor } from "@/lib/accounts/second_factor_model.ts";
import { listOpenProviders } from "@/lib/accounts/providers.ts";
import { findSecondFactor } from "@/lib/accounts/second_factor.ts";
import { listSecurityEvents } from "@/lib/accounts/security_events.ts";
import { listSessions } from "@/lib/accounts/session.ts";
import { findWaysIn, type WaysIn } from "@/lib/accounts/ways_in.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import { confirmFirst } from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";
import { deed } from "@/routes/(signed-in)/settings/(_security)/security_deeds.ts";

interface Data {
  refusal: Refusal | null;
  sessions: Session[];
  factor: SecondFactor;
  mail: MailAddress | null | undefined;
  events: SecurityEvent[];
  ways: WaysIn;
  /** Is there any provider to sign in by? */
  providers: boolean;
}

type Context = FreshContext<SignedInState>;

const HERE = "/settings/security";

async function look(ctx: Context, refusal: Refusal | null): Promise<Data> {
  const { user, settings } = ctx.state;
  const [sessions, factor, mail, events, ways, open] = await Promise.all([
    listSessions(user),
    findSecondFactor(user.id),
    settings.mail ? findMailAddress(user) : undefined,
    listSecurityEvents(user),
    findWaysIn(user.id),
    listOpenProviders(),
  ]);
  const providers = open.length > 0;
  return { refusal, sessions, factor, mail, events, ways, providers };
}

/** Password, second factor, where one is signed in, and what happened. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await look(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, (form) => confirmFirst(ctx, HERE, () => deed(ctx, form)), {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
      fragment: async (refusal) =>
        draw(ctx.state, await look(ctx, refusal), "", 0),
    }),
});

function draw(
  { reader, user, session, csrf }: SignedInState,
  { refusal, ...shown }: Data,
  done: string,
  count: number,
) {
  return (
    <SecurityPage
      token={csrf}
      user={user}
      {...shown}
      current={session.id}
      confirmed={isConfirmed(session, Date.now())}
      done={done}
      count={count}
      refused={refusedOf(reader, refusal)}
    />
  );
}

export default signedIn.page<typeof handler>(({ data, state, url }) =>
  draw(
    state,
    data,
    data.refusal ? "" : url.searchParams.get("done") ?? "",
    Number(url.searchParams.get("count")) || 0,
  )
);
