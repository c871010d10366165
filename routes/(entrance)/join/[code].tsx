import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import {
  JoinPage,
  type JoinStep,
} from "@/components/conversations/JoinPage.tsx";
import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import { joinAsGuest } from "@/lib/conversations/guests.ts";
import {
  findThreshold,
  joinByLink,
  type Threshold,
} from "@/lib/conversations/join.ts";
import { SignedOut } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { takeToken } from "@/lib/http/limits.ts";
import {
  refuseWhenFull,
  welcome,
} from "@/routes/(entrance)/(_entrance)/welcome.ts";
import { define, type State } from "@/routes/(_state)/define.ts";

/** A link into a group: says where it leads, or why it leads nowhere. */
export const handler = define.handlers({
  async GET(ctx) {
    const asked = ctx.url.searchParams.has("asked");
    const data = await look(ctx, null);
    const step: JoinStep = asked ? { asked: true } : data.step;
    return page({ ...data, step }, "over" in step ? { status: 410 } : {});
  },
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const code = ctx.params.code ?? "";
      const user = memberOf(ctx.state);
      const guest = !user && (await findThreshold(code))?.guest;
      if (guest) return await enterAsGuest(ctx, code, form);
      if (!user) throw new SignedOut({ key: "error.signed_out" });
      await takeToken("invite", user.id);
      const { conversation, as } = await joinByLink(user, code);
      return answer(ctx, {
        redirect: as === "member"
          ? `/conversations/${conversation}`
          : `/join/${code}?asked`,
      });
    }, {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
    }),
});

async function enterAsGuest(
  ctx: FreshContext<State>,
  code: string,
  form: Form,
): Promise<Response> {
  const { net } = ctx.state;
  await refuseWhenFull(ctx);
  await takeToken("guest", net);
  const agent = ctx.req.headers.get("user-agent") ?? "";
  const visit = { agent, net };
  const signedIn = await joinAsGuest(code, form.text("name"), visit);
  const { conversation } = signedIn.user.guest!;
  return await welcome(ctx, signedIn, `/conversations/${conversation}`);
}

/** Whoever has an account comes in with it. A guest of another group is nobody here. */
function memberOf({ user }: State) {
  return user && !user.guest ? user : null;
}

async function look(ctx: FreshContext<State>, refusal: Refusal | null) {
  const { state, params } = ctx;
  state.title = state.reader.t("conversation.join.sentence");
  const there = await findThreshold(params.code ?? "");
  const { noGuests = false } = await findServerSettings();
  const step = stepOf(there, memberOf(state)?.name ?? null, noGuests);
  const refused = refusedOf(state.reader, refusal);
  return { step, typed: refusal?.kept.name, refused };
}

function stepOf(
  there: Threshold | null,
  as: string | null,
  noGuests: boolean,
): JoinStep {
  if (!there || there.guest && noGuests && as === null) return { over: "gone" };
  if (there.over) return { over: there.over };
  const { conversation: { name, memberCount }, approval, guest } = there;
  return { name, members: memberCount, approval, as, guest };
}

export default define.page<typeof handler>(({ data, state, url }) => (
  <JoinPage path={url.pathname} token={state.csrf} {...data} />
));
