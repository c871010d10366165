import { page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { SignInForm } from "@/components/entrance/SignInForm.tsx";
import { SignInFoot } from "@/components/entrance/SignInFoot.tsx";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import { isNew } from "@/lib/accounts/find.ts";
import { attemptsAt, signIn } from "@/lib/accounts/sign_in.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { giveBack, takeToken } from "@/lib/http/limits.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import { safeNext } from "@/lib/http/safe_next.ts";
import { define } from "@/routes/(_state)/define.ts";
import { askSecondStep } from "@/routes/(entrance)/(_entrance)/second_step.ts";
import { welcome } from "@/routes/(entrance)/(_entrance)/welcome.ts";

interface Data {
  refusal: Refusal | null;
  next: string;
}

/** Signing in with username and password. */
export const handler = define.handlers({
  async GET(ctx) {
    const next = safeNext(ctx.url.searchParams.get("next"), "");
    if (ctx.state.user) return ctx.redirect(next || "/conversations", 303);
    if (await isNew()) return ctx.redirect("/sign-up", 303);
    return page<Data>({ refusal: null, next });
  },
  POST(ctx) {
    const { net } = ctx.state;
    return attempt(ctx, async (form) => {
      const typed = {
        username: form.text("username"),
        password: form.text("password"),
      };
      const counted = attemptsAt(typed.username, net);
      await takeToken("sign-in-net", net);
      await takeToken("sign-in", counted);
      const agent = ctx.req.headers.get("user-agent") ?? "";
      const entered = await signIn(typed, { agent, net });
      // Whoever knows the password is no guesser, however many share a network.
      await giveBack("sign-in", counted);
      await giveBack("sign-in-net", net);
      const next = safeNext(form.text("next"), "");
      return "pending" in entered
        ? askSecondStep(ctx, entered, next)
        : await welcome(ctx, entered, next || "/conversations");
    }, {
      page: (refusal) => {
        const next = safeNext(refusal.kept.next, "");
        return page<Data>({ refusal, next }, refusal);
      },
    });
  },
});

export default define.page<typeof handler>(({ data, state, url }) => {
  const { t } = state.reader;
  const { refusal, next } = data;
  return (
    <EntranceFrame
      title={t("entrance.sign_in.title")}
      lead={t(next ? "entrance.sign_in.first_go_on" : "entrance.sign_in.lead")}
      sentence={t("entrance.sentence")}
      foot={<SignInFoot next={next} />}
    >
      {!refusal && <Done what={url.searchParams.get("done")} />}
      <SignInForm
        token={state.csrf}
        next={next}
        username={refusal?.kept.username ?? ""}
        refused={refusedOf(state.reader, refusal)}
      />
    </EntranceFrame>
  );
});

/** What led here, if anything did. */
function Done({ what }: { what: string | null }) {
  const { t } = useReader();
  switch (what) {
    case "signed-out":
      return <Notice kind="good">{t("entrance.signed_out")}</Notice>;
    case "recovered":
      return <Notice kind="good">{t("entrance.recover.done")}</Notice>;
    case "cancelled":
      return <Notice>{t("entrance.second.cancelled")}</Notice>;
    case "second-step-over":
      return <Notice>{t("entrance.second.over")}</Notice>;
    default:
      return null;
  }
}
