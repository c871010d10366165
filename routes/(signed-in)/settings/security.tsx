import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/entrance/Refused.ts";
import { SecurityPage } from "@/components/settings/SecurityPage.tsx";
import { changePassword } from "@/lib/accounts/change_password.ts";
import { endOtherSessions, endSession } from "@/lib/accounts/end_session.ts";
import { SESSION, type Session } from "@/lib/accounts/model.ts";
import { listSessions } from "@/lib/accounts/session.ts";
import { attemptsAt } from "@/lib/accounts/sign_in.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { setCookie } from "@/lib/http/cookies.ts";
import type { Form } from "@/lib/http/form.ts";
import { giveBack, takeToken } from "@/lib/http/limits.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

interface Data {
  refusal: Refusal | null;
  sessions: Session[];
}

type Context = FreshContext<SignedInState>;

async function look(ctx: Context, refusal: Refusal | null): Promise<Data> {
  return { refusal, sessions: await listSessions(ctx.state.user) };
}

/** The password, and where one is signed in. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await look(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, (form) => deed(ctx, form), {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
      fragment: async (refusal) =>
        draw(ctx.state, await look(ctx, refusal), "", 0),
    }),
});

async function deed(ctx: Context, form: Form): Promise<Response> {
  const { user, session } = ctx.state;
  switch (form.text("_action")) {
    case "end-session":
      await endSession(user, form.text("session"));
      return leadBack(ctx, "session-ended");
    case "end-others": {
      const count = await endOtherSessions(user, session);
      return leadBack(ctx, `others-ended&count=${count}`);
    }
    default:
      return await newPassword(ctx, form);
  }
}

async function newPassword(ctx: Context, form: Form): Promise<Response> {
  const { user, session, net } = ctx.state;
  const counted = attemptsAt(user.username, net);
  // The same bucket as signing in: a lent screen is no place to guess.
  await takeToken("sign-in", counted);
  const token = await changePassword(user, session, {
    current: form.text("password"),
    next: form.text("new_password"),
  });
  await giveBack("sign-in", counted);
  const headers = new Headers();
  const maxAge = SESSION.absolute[user.role] / 1_000;
  setCookie(headers, "session", token, { maxAge });
  return leadBack(ctx, "password-changed", headers);
}

function leadBack(ctx: Context, done: string, headers = new Headers()) {
  const redirect = `/settings/security?done=${done}`;
  return answer(ctx, { redirect, headers });
}

function draw(
  { reader, user, session, csrf }: SignedInState,
  { refusal, sessions }: Data,
  done: string,
  count: number,
) {
  return (
    <SecurityPage
      token={csrf}
      user={user}
      sessions={sessions}
      current={session.id}
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
