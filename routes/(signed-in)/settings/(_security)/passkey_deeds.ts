/** What the page of passkeys does, by its forms' `_action`. */
import type { FreshContext } from "fresh";
import { addPasskey, beginPasskey } from "@/lib/accounts/add_passkey.ts";
import { removePasskey, renamePasskey } from "@/lib/accounts/passkeys.ts";
import { answer } from "@/lib/http/answer.ts";
import type { Form } from "@/lib/http/form.ts";
import { answerOptions, partyOf } from "@/routes/(_passkey)/asked.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";
import { keepSession } from "@/routes/(signed-in)/settings/(_security)/keep_session.ts";

type Context = FreshContext<SignedInState>;

/** Does what the form asks for; recovery codes that were made are shown with `headers`. */
export async function deed(
  ctx: Context,
  form: Form,
): Promise<Response | { codes: string[]; headers: Headers }> {
  const { user, session } = ctx.state;
  const id = form.text("passkey");
  switch (form.text("_action")) {
    case "passkey-options":
      return await answerOptions(
        ctx,
        (party) => beginPasskey(party, user, session),
      );
    case "rename":
      await renamePasskey(user, id, form.text("name"));
      return leadBack(ctx, "renamed");
    case "remove": {
      const token = await removePasskey(user, session, id);
      return leadBack(ctx, "removed", token);
    }
    default: {
      const made = {
        credential: form.text("credential"),
        name: form.text("name"),
      };
      const done = await addPasskey(partyOf(ctx), user, session, made);
      const { token, codes } = done;
      if (!codes) return leadBack(ctx, "added", token);
      return { codes, headers: keepSession(new Headers(), ctx.state, token) };
    }
  }
}

function leadBack(ctx: Context, done: string, token?: string): Response {
  const headers = new Headers();
  if (token) keepSession(headers, ctx.state, token);
  return answer(ctx, { redirect: `/settings/passkeys?done=${done}`, headers });
}
