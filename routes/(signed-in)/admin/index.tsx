import { type FreshContext, page } from "fresh";
import { AdminPage } from "@/components/admin/AdminPage.tsx";
import { refusedOf } from "@/components/entrance/Refused.ts";
import {
  createInvite,
  listInvites,
  parseInvite,
  revokeInvite,
} from "@/lib/accounts/invite.ts";
import type { Invite, ServerSettings } from "@/lib/accounts/model.ts";
import {
  changeServerSettings,
  findServerSettings,
} from "@/lib/accounts/server_settings.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { ownOrigin } from "@/lib/http/csrf.ts";
import type { Form } from "@/lib/http/form.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

interface Data {
  refusal: Refusal | null;
  invites: Invite[];
  server: ServerSettings;
}

type Context = FreshContext<SignedInState>;

/** The panel of those who run the server. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await look(ctx, null)),
  async POST(ctx) {
    return await attempt(ctx, (form) => deed(ctx, form), {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
    });
  },
});

async function look(ctx: Context, refusal: Refusal | null): Promise<Data> {
  const [invites, server] = await Promise.all([
    listInvites(ctx.state.user),
    findServerSettings(),
  ]);
  return { refusal, invites, server };
}

async function deed(ctx: Context, form: Form): Promise<Response> {
  const { user } = ctx.state;
  switch (form.text("_action")) {
    case "create-invite": {
      const draft = parseInvite({
        days: form.text("days"),
        cap: form.text("cap"),
      });
      await takeToken("invite", user.id);
      await createInvite(user, draft);
      return answer(ctx, { redirect: "/admin?done=invite-created" });
    }
    case "revoke-invite":
      await revokeInvite(user, form.text("code"));
      return answer(ctx, { redirect: "/admin?done=invite-revoked" });
    default:
      await changeServerSettings(user, {
        registration: form.text("registration"),
        editWindow: form.text("edit_window"),
      });
      return answer(ctx, { redirect: "/admin?done=saved" });
  }
}

export default signedIn.page<typeof handler>(({ data, state, url, req }) => {
  const { reader, settings, user, csrf } = state;
  const { refusal, invites, server } = data;
  return (
    <AdminPage
      token={csrf}
      user={user}
      origin={ownOrigin(req, settings)}
      settings={server}
      byDefault={settings.registration ?? "invite"}
      invites={invites}
      done={refusal ? "" : url.searchParams.get("done") ?? ""}
      typed={refusal?.kept ?? null}
      refused={refusedOf(reader, refusal)}
    />
  );
});
