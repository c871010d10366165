import { page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { MailLinkForm } from "@/components/entrance/MailLinkForm.tsx";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import { askForResetLink, whoAsks } from "@/lib/accounts/mail_reset_link.ts";
import { Invalid, TooMany } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { define } from "@/routes/(_state)/define.ts";

interface Data {
  refusal: Refusal | null;
}

/** A link to a new password, by mail. The answer says nothing of who has an account. */
export const handler = define.handlers({
  GET(ctx) {
    if (!ctx.state.settings.mail) return ctx.redirect("/recover", 303);
    ctx.state.title = ctx.state.reader.t("entrance.recover.mail_title");
    return page<Data>({ refusal: null });
  },
  POST(ctx) {
    const { net, reader, settings } = ctx.state;
    if (!settings.mail) return ctx.redirect("/recover", 303);
    ctx.state.title = reader.t("entrance.recover.mail_title");
    return attempt(ctx, async (form) => {
      const typed = form.text("username");
      if (typed.trim() === "") {
        const key = "entrance.recover.mail_missing";
        throw new Invalid({ username: { key } });
      }
      await takeToken("recover-net", net);
      const asked = await whoAsks(typed);
      // Silent: beyond it nothing is sent, and the answer is the same.
      const allowed = await takeToken("recover-link", asked.counted).then(
        () => true,
        (error) => {
          if (error instanceof TooMany) return false;
          throw error;
        },
      );
      const agent = ctx.req.headers.get("user-agent") ?? "";
      await askForResetLink(asked, { agent, net }, allowed);
      return answer(ctx, { redirect: "/recover/link?done=sent" });
    }, { page: (refusal) => page<Data>({ refusal }, refusal) });
  },
});

export default define.page<typeof handler>(({ data, state, url }) => {
  const { t } = state.reader;
  const { refusal } = data;
  const sent = !refusal && url.searchParams.get("done") === "sent";
  return (
    <EntranceFrame
      title={t("entrance.recover.mail_title")}
      lead={t("entrance.recover.mail_lead")}
      sentence={t("entrance.sentence")}
      foot={
        <>
          <p>
            <a href="/recover">{t("entrance.recover.again")}</a>
          </p>
          <p>
            <a href="/sign-in">{t("entrance.recover.back")}</a>
          </p>
        </>
      }
    >
      {sent
        ? <Notice kind="good">{t("entrance.recover.mail_sent")}</Notice>
        : (
          <MailLinkForm
            token={state.csrf}
            who={refusal?.kept.username ?? ""}
            refused={refusedOf(state.reader, refusal)}
          />
        )}
    </EntranceFrame>
  );
});
