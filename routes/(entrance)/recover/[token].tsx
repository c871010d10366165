import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { ResetForm } from "@/components/entrance/ResetForm.tsx";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { findResetLink, resetByLink } from "@/lib/accounts/reset_link.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { recoveredPath } from "@/routes/(entrance)/(_entrance)/add_path.ts";
import { define, type State } from "@/routes/(_state)/define.ts";

interface Data {
  refusal: Refusal | null;
  /** Whose link it is; null when it is over or was none. */
  user: User | null;
}

type Context = FreshContext<State>;

/** Draws the form, or says that the link is over. */
async function look(ctx: Context, refusal: Refusal | null) {
  const user = await findResetLink(ctx.params.token ?? "");
  const { t } = ctx.state.reader;
  ctx.state.title = t(
    user ? "entrance.recover.reset_title" : "entrance.recover.over_title",
  );
  // What the limit refuses is no word about the link.
  const about = refusal ?? (user ? {} : { status: 410 });
  return page<Data>({ refusal, user }, about);
}

/** A new password for whoever has been given a link. */
export const handler = define.handlers({
  GET: (ctx) => look(ctx, null),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { net } = ctx.state;
      await takeToken("recover-net", net);
      const agent = ctx.req.headers.get("user-agent") ?? "";
      const text = form.text("new_password");
      const done = await resetByLink(ctx.params.token ?? "", text, {
        agent,
        net,
      });
      return done
        ? answer(ctx, { redirect: recoveredPath(ctx.state) })
        : await look(ctx, null);
    }, { page: (refusal) => look(ctx, refusal) }),
});

export default define.page<typeof handler>(({ data, state, url }) => {
  const { t } = state.reader;
  const { user, refusal } = data;
  const start = <a href="/recover">{t("entrance.recover.again")}</a>;
  return user
    ? (
      <EntranceFrame
        title={t("entrance.recover.reset_title")}
        lead={t("entrance.recover.reset_lead", { username: user.username })}
        sentence={t("entrance.sentence")}
      >
        <ResetForm
          token={state.csrf}
          action={url.pathname}
          username={user.username}
          refused={refusedOf(state.reader, refusal)}
        />
      </EntranceFrame>
    )
    : (
      <EntranceFrame
        title={t("entrance.recover.over_title")}
        sentence={t("entrance.sentence")}
        foot={<p>{start}</p>}
      >
        <p>{t("entrance.recover.over")}</p>
      </EntranceFrame>
    );
});
