import { page } from "fresh";
import {
  JoinPage,
  type JoinStep,
} from "@/components/conversations/JoinPage.tsx";
import {
  findThreshold,
  joinByLink,
  type Threshold,
} from "@/lib/conversations/join.ts";
import { SignedOut } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { define } from "@/routes/(_state)/define.ts";

/** A link into a group: says where it leads, or why it leads nowhere. */
export const handler = define.handlers({
  async GET(ctx) {
    const { state, params, url } = ctx;
    const there = await findThreshold(params.code ?? "");
    const step: JoinStep = url.searchParams.has("asked")
      ? { asked: true }
      : stepOf(there, state.user?.name ?? null);
    state.title = state.reader.t("conversation.join.sentence");
    return page({ step }, "over" in step ? { status: 410 } : {});
  },
  POST(ctx) {
    const { user, reader } = ctx.state;
    const code = ctx.params.code ?? "";
    ctx.state.title = reader.t("conversation.join.sentence");
    return attempt(ctx, async () => {
      if (!user) throw new SignedOut({ key: "error.signed_out" });
      await takeToken("invite", user.id);
      const { conversation, as } = await joinByLink(user, code);
      return answer(ctx, {
        redirect: as === "member"
          ? `/conversations/${conversation}`
          : `/join/${code}?asked`,
      });
    }, {
      page: async (refusal) => {
        const there = await findThreshold(code);
        const step = stepOf(there, user?.name ?? null);
        return page({ step }, refusal);
      },
    });
  },
});

function stepOf(there: Threshold | null, as: string | null): JoinStep {
  if (!there) return { over: "gone" };
  if (there.over) return { over: there.over };
  const { conversation: { name, memberCount }, approval } = there;
  return { name, members: memberCount, approval, as };
}

export default define.page<typeof handler>(({ data, state, url }) => (
  <JoinPage path={url.pathname} token={state.csrf} step={data.step} />
));
