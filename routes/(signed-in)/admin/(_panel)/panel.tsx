import type { FreshContext } from "fresh";
import { AdminPage } from "@/components/admin/AdminPage.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
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
import type { Refusal } from "@/lib/http/attempt.ts";
import { ownOrigin } from "@/lib/http/csrf.ts";
import type { Form } from "@/lib/http/form.ts";
import { countOpen } from "@/lib/messages/list_reports.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { readSettings } from "@/routes/(signed-in)/admin/(_panel)/read_settings.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** What the panel shows, and the form that was refused. */
export interface Data {
  refusal: Refusal | null;
  invites: Invite[];
  server: ServerSettings;
  reports: number;
}

type Context = FreshContext<SignedInState>;

/** Reads what the panel shows. */
export async function look(
  ctx: Context,
  refusal: Refusal | null,
): Promise<Data> {
  const [invites, server, reports] = await Promise.all([
    listInvites(ctx.state.user),
    findServerSettings(),
    countOpen(ctx.state.user),
  ]);
  return { refusal, invites, server, reports };
}

/** Does what the form asks for. */
export async function deed(ctx: Context, form: Form): Promise<Response> {
  const { user } = ctx.state;
  switch (form.text("_action")) {
    case "create-invite": {
      const draft = parseInvite({
        days: form.text("days"),
        cap: form.text("cap"),
      });
      await takeToken("invite", user.id);
      await createInvite(user, draft);
      return await done(ctx, "invite-created");
    }
    case "revoke-invite":
      await revokeInvite(user, form.text("code"));
      return await done(ctx, "invite-revoked");
    default:
      await changeServerSettings(user, readSettings(form));
      return await done(ctx, "saved");
  }
}

/** What a swapping request gets is the page's main part, with the news on it. */
async function done(ctx: Context, what: string): Promise<Response> {
  return answer(ctx, {
    redirect: `/admin?done=${what}`,
    fragment: draw(ctx, await look(ctx, null), what),
  });
}

/** The panel, alike for a page and for a fragment. */
export function draw(
  { state, req }: Pick<Context, "state" | "req">,
  { refusal, server, ...shown }: Data,
  done: string,
) {
  const { reader, settings, user, csrf } = state;
  return (
    <AdminPage
      token={csrf}
      user={user}
      origin={ownOrigin(req, settings)}
      settings={server}
      byDefault={settings.registration ?? "invite"}
      outgoing={settings.outgoing}
      {...shown}
      done={done}
      typed={refusal?.kept ?? null}
      refused={refusedOf(reader, refusal)}
    />
  );
}
