import { page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { SignUpPage } from "@/components/entrance/SignUpPage.tsx";
import { type Admission, findAdmission } from "@/lib/accounts/admission.ts";
import { findProfile } from "@/lib/accounts/find.ts";
import type { Profile } from "@/lib/accounts/model.ts";
import { checkSignUp, signUp } from "@/lib/accounts/sign_up.ts";
import { offersPasskeySignUp } from "@/lib/accounts/sign_up_by_passkey.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { safeNext } from "@/lib/http/safe_next.ts";
import type { Settings } from "@/lib/http/settings.ts";
import { define } from "@/routes/(_state)/define.ts";
import { registrationOf } from "@/routes/(entrance)/(_entrance)/registration_of.ts";
import {
  refuseWhenFull,
  welcome,
} from "@/routes/(entrance)/(_entrance)/welcome.ts";

interface Data {
  refusal: Refusal | null;
  admission: Admission;
  invite: string;
  inviter: Profile | null;
  /** May a passkey take the place of the password? */
  passkey: boolean;
}

const statuses = { closed: 403, uninvited: 403, spent: 410 } as const;

/** Making an account; the first one of a server is its administrator's. */
export const handler = define.handlers({
  async GET(ctx) {
    const add = ctx.url.searchParams.has("add");
    if (ctx.state.user && !add) return ctx.redirect("/conversations", 303);
    const invite = ctx.url.searchParams.get("invite") ?? "";
    const data = await look(ctx.state.settings, invite, null);
    const { admission } = data;
    return admission.as === "refused"
      ? page(data, { status: statuses[admission.why] })
      : page(data);
  },
  async POST(ctx) {
    const { net, settings } = ctx.state;
    return await attempt(ctx, async (form) => {
      const typed = {
        username: form.text("username"),
        name: form.text("name"),
        password: form.text("password"),
      };
      const registration = registrationOf(settings);
      const knock = { registration, invite: form.text("invite") };
      await refuseWhenFull(ctx);
      await checkSignUp(typed, knock);
      await takeToken("sign-up", net);
      const agent = ctx.req.headers.get("user-agent") ?? "";
      const signedIn = await signUp(typed, knock, { agent, net });
      const founds = signedIn.user.role === "administrator";
      const to = founds ? "/admin" : safeNext(form.text("next"));
      return await welcome(ctx, signedIn, to);
    }, {
      page: async (refusal) =>
        page(await look(settings, refusal.kept.invite ?? "", refusal), refusal),
    });
  },
});

async function look(
  settings: Settings,
  invite: string,
  refusal: Refusal | null,
): Promise<Data> {
  const registration = registrationOf(settings);
  const [admission, passkey] = await Promise.all([
    findAdmission({ registration, invite }),
    offersPasskeySignUp({ registration, invite }),
  ]);
  const inviter = admission.as === "member" && admission.invite
    ? await findProfile(admission.invite.creator)
    : null;
  return { refusal, admission, invite, inviter, passkey };
}

export default define.page<typeof handler>(({ data, state, url }) => {
  const { admission, refusal, invite, inviter, passkey } = data;
  return (
    <SignUpPage
      token={state.csrf}
      door={admission.as === "refused" ? admission.why : admission.as}
      invite={invite}
      next={safeNext(refusal?.kept.next ?? url.searchParams.get("next"), "")}
      inviter={inviter?.name ?? ""}
      passkey={passkey}
      adding={state.user !== null}
      typed={refusal?.kept ?? {}}
      refused={refusedOf(state.reader, refusal)}
    />
  );
});
