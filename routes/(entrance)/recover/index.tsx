import { page } from "fresh";
import { RecoverForm } from "@/components/entrance/RecoverForm.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import { MailLinkOffer } from "@/components/entrance/MailLinkOffer.tsx";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import { checkRecovery, recoverByCode } from "@/lib/accounts/recover.ts";
import { attemptsAt } from "@/lib/accounts/sign_in.ts";
import { TooMany } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { giveBack, takeToken } from "@/lib/http/limits.ts";
import {
  addPath,
  recoveredPath,
} from "@/routes/(entrance)/(_entrance)/add_path.ts";
import { define } from "@/routes/(_state)/define.ts";

interface Data {
  refusal: Refusal | null;
}

/** A lost password: a new one for who has a recovery code, and whom to ask without. */
export const handler = define.handlers({
  GET(ctx) {
    ctx.state.title = ctx.state.reader.t("entrance.recover.title");
    return page<Data>({ refusal: null });
  },
  POST(ctx) {
    const { net, reader } = ctx.state;
    ctx.state.title = reader.t("entrance.recover.title");
    return attempt(ctx, async (form) => {
      const typed = {
        username: form.text("username"),
        code: form.text("code"),
        next: form.text("new_password"),
      };
      await takeToken("recover-net", net);
      checkRecovery(typed);
      // Whatever the network: else a thief with many addresses has many tries.
      const counted = attemptsAt(typed.username, "");
      // Silent: what is refused for being too often looks like what is wrong.
      const allowed = await takeToken("recover", counted).then(
        () => true,
        (error) => {
          if (error instanceof TooMany) return false;
          throw error;
        },
      );
      const agent = ctx.req.headers.get("user-agent") ?? "";
      await recoverByCode(typed, { agent, net }, allowed);
      await giveBack("recover", counted);
      return answer(ctx, { redirect: recoveredPath(ctx.state) });
    }, {
      page: (refusal) => page<Data>({ refusal }, refusal),
    });
  },
});

export default define.page<typeof handler>(({ data: { refusal }, state }) => {
  const { t } = state.reader;
  return (
    <EntranceFrame
      title={t("entrance.recover.title")}
      lead={t("entrance.recover.lead")}
      sentence={t("entrance.sentence")}
      foot={
        <>
          <p>
            <a href="/recover/passkey">{t("entrance.recover.passkey_link")}</a>
          </p>
          <p>
            {t(
              state.settings.mail
                ? "entrance.recover.ask_mail"
                : "entrance.recover.ask",
            )}
          </p>
          <p>
            <a href={state.user ? addPath() : "/sign-in"}>
              {t("entrance.recover.back")}
            </a>
          </p>
        </>
      }
    >
      {state.settings.mail && <MailLinkOffer />}
      <RecoverForm
        token={state.csrf}
        username={refusal?.kept.username ?? ""}
        refused={refusedOf(state.reader, refusal)}
      />
    </EntranceFrame>
  );
});
