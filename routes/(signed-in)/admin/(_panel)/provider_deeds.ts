/** What the page of providers does, by its forms' `_action`. */
import type { FreshContext } from "fresh";
import {
  addProvider,
  changeProvider,
  removeProvider,
  switchProvider,
} from "@/lib/accounts/providers.ts";
import { answer } from "@/lib/http/answer.ts";
import { ownOrigin } from "@/lib/http/csrf.ts";
import type { Form } from "@/lib/http/form.ts";
import { takeToken } from "@/lib/http/limits.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

type Context = FreshContext<SignedInState>;

/** Does what the form asks for. */
export async function deed(ctx: Context, form: Form): Promise<Response> {
  const { user, session, settings, net } = ctx.state;
  const asker = { user, session, origin: ownOrigin(ctx.req, settings) };
  const id = form.text("id");
  switch (form.text("_action")) {
    case "on":
    case "off": {
      const on = form.text("_action") === "on";
      await switchProvider(asker, id, on);
      return leadBack(ctx, on ? "on" : "off");
    }
    case "remove":
      await removeProvider(asker, id);
      return leadBack(ctx, "removed");
  }
  const typed = {
    id,
    name: form.text("name"),
    issuer: form.text("issuer"),
    clientId: form.text("client_id"),
    secret: form.text("secret"),
    admits: form.text("admits"),
  };
  await takeToken("provider", net);
  if (form.text("_action") === "change") {
    await changeProvider(asker, typed);
    return leadBack(ctx, "changed");
  }
  await addProvider(asker, typed);
  return leadBack(ctx, "added");
}

function leadBack(ctx: Context, done: string): Response {
  return answer(ctx, { redirect: `/admin/sign-in?done=${done}` });
}
