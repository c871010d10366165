import { page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { GoOnAs } from "@/components/entrance/GoOnAs.tsx";
import { SignInDone } from "@/components/entrance/SignInDone.tsx";
import { SignInForm } from "@/components/entrance/SignInForm.tsx";
import { ProviderLinks } from "@/components/entrance/ProviderLinks.tsx";
import { SignInFoot } from "@/components/entrance/SignInFoot.tsx";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import { isNew } from "@/lib/accounts/find.ts";
import { listOpenProviders } from "@/lib/accounts/providers.ts";
import { attemptsAt, signIn } from "@/lib/accounts/sign_in.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { giveBack, takeToken } from "@/lib/http/limits.ts";
import { safeNext } from "@/lib/http/safe_next.ts";
import { viewAccounts } from "@/routes/(_state)/view_accounts.ts";
import { addPath } from "@/routes/(entrance)/(_entrance)/add_path.ts";
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
    const add = ctx.url.searchParams.has("add");
    if (ctx.state.user && !add) {
      return ctx.redirect(next || "/conversations", 303);
    }
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

export default define.page<typeof handler>(async ({ data, state, url }) => {
  const { reader: { t }, user, several, slots } = state;
  const { refusal, next } = data;
  const providers = await listOpenProviders();
  const accounts = several && !user ? await viewAccounts(slots, false) : [];
  const passkey = "/sign-in/passkey";
  const query = next ? `?next=${encodeURIComponent(next)}` : "";
  return (
    <EntranceFrame
      title={t(user ? "entrance.add.title" : "entrance.sign_in.title")}
      lead={user
        ? t("entrance.add.lead", { name: user.name })
        : t(next ? "entrance.sign_in.first_go_on" : "entrance.sign_in.lead")}
      sentence={t("entrance.sentence")}
      foot={
        <SignInFoot
          passkey={user ? addPath({ page: passkey, next }) : passkey + query}
          signUp={user ? addPath({ page: "/sign-up" }) : "/sign-up"}
        />
      }
    >
      {!refusal && <SignInDone what={url.searchParams.get("done")} />}
      <GoOnAs token={state.csrf} accounts={accounts} />
      <SignInForm
        token={state.csrf}
        next={next}
        username={refusal?.kept.username ??
          url.searchParams.get("username") ?? ""}
        refused={refusedOf(state.reader, refusal)}
      />
      <ProviderLinks providers={providers} next={next} again={user !== null} />
    </EntranceFrame>
  );
});
