import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { NewcomerForm } from "@/components/entrance/NewcomerForm.tsx";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import { findNewcomer, welcomeNewcomer } from "@/lib/accounts/newcomer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { dropCookie, readCookie } from "@/lib/http/cookies.ts";
import { define, type State } from "@/routes/(_state)/define.ts";
import { leadAway } from "@/routes/(entrance)/(_entrance)/by_provider.ts";
import { askSecondStep } from "@/routes/(entrance)/(_entrance)/second_step.ts";
import {
  refuseWhenFull,
  welcome,
} from "@/routes/(entrance)/(_entrance)/welcome.ts";

interface Data {
  refusal: Refusal | null;
  /** What the provider calls them, and somebody is called here; or empty. */
  taken: string;
  username: string;
  name: string;
}

async function look(ctx: FreshContext<State>, refusal: Refusal | null) {
  const found = await findNewcomer(readCookie(ctx.req, "provider"));
  if (!found) return leadAway(ctx, "provider-over");
  const { username, name } = found;
  // Field by field: a form may hold others, named as they please.
  const typed = {
    username: refusal?.kept.username ?? username,
    name: refusal?.kept.name ?? name,
  };
  return page<Data>({ refusal, taken: username, ...typed }, refusal ?? {});
}

/** Whom a provider lets in says here what they are called. */
export const handler = define.handlers({
  GET: (ctx) => look(ctx, null),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      await refuseWhenFull(ctx);
      const token = readCookie(ctx.req, "provider");
      const found = await findNewcomer(token);
      const agent = ctx.req.headers.get("user-agent") ?? "";
      const entered = await welcomeNewcomer(token, {
        username: form.text("username"),
        name: form.text("name"),
      }, { agent, net: ctx.state.net });
      if (!entered) return leadAway(ctx, "provider-over");
      const next = found?.next ?? "";
      const response = "pending" in entered
        ? askSecondStep(ctx, entered, next)
        : await welcome(ctx, entered, next || "/conversations");
      dropCookie(response.headers, "provider");
      return response;
    }, { page: (refusal) => look(ctx, refusal) }),
});

export default define.page<typeof handler>(({ data, state }) => {
  const { t } = state.reader;
  const { taken } = data;
  return (
    <EntranceFrame
      title={t("entrance.provider.name_title")}
      lead={taken
        ? t("entrance.provider.name_taken", { username: taken })
        : t("entrance.provider.name_lead")}
      sentence={t("entrance.sentence")}
    >
      <NewcomerForm
        token={state.csrf}
        typed={data}
        refused={refusedOf(state.reader, data.refusal)}
      />
    </EntranceFrame>
  );
});
