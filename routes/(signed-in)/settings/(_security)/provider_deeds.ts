/** What the page of linked providers does, by its forms' `_action`. */
import type { FreshContext } from "fresh";
import { IssuerFault } from "@/lib/accounts/issuer_fault.ts";
import { unlinkProvider } from "@/lib/accounts/provider_links.ts";
import { listOpenProviders } from "@/lib/accounts/providers.ts";
import { answer } from "@/lib/http/answer.ts";
import type { Form } from "@/lib/http/form.ts";
import { takeToken } from "@/lib/http/limits.ts";
import type { Reader } from "@/lib/i18n/reader.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";
import {
  leadAway,
  newsOf,
  wayTo,
} from "@/routes/(entrance)/(_entrance)/by_provider.ts";
import { keepSession } from "@/routes/(signed-in)/settings/(_security)/keep_session.ts";

type Context = FreshContext<SignedInState>;

/** On the way to a provider. */
export interface Leaving {
  readonly to: string;
  readonly name: string;
}

/** Sets out for a provider, to link it. */
export async function link(
  ctx: Context,
  form: Form,
): Promise<Response | Leaving & { headers: Headers }> {
  const id = form.text("provider");
  const { session, net } = ctx.state;
  await takeToken("provider", net);
  try {
    const { url, headers } = await wayTo(ctx, {
      provider: id,
      next: "",
      link: session,
      again: false,
    });
    const all = await listOpenProviders();
    const name = all.find((one) => one.id === id)?.name ?? "";
    // Goes on by itself, and by the link where that is not wanted.
    headers.set("refresh", `0; url=${url}`);
    return { to: url, name, headers };
  } catch (error) {
    if (!(error instanceof IssuerFault)) throw error;
    return leadAway(ctx, newsOf(error, id), { links: true });
  }
}

/** Takes a link away. */
export async function unlink(ctx: Context, form: Form): Promise<Response> {
  const { user, session } = ctx.state;
  const token = await unlinkProvider(user, session, form.text("link"));
  const headers = keepSession(new Headers(), ctx.state, token);
  const redirect = "/settings/linked?done=unlinked";
  return answer(ctx, { redirect, headers });
}

/** The news one is led back with, in words. */
export function saidOf(
  { t }: Reader,
  done: string,
): { good: string | undefined; bad: { sentence?: string } } {
  const good = done === "provider-linked"
    ? t("settings.linked.done")
    : done === "provider-already"
    ? t("settings.linked.already")
    : done === "unlinked"
    ? t("settings.linked.unlinked")
    : undefined;
  const sentence = done === "provider-others"
    ? t("settings.linked.others")
    : done === "provider-full"
    ? t("settings.linked.full")
    : done === "provider-over"
    ? t("entrance.provider.over")
    : done === "provider-denied"
    ? t("entrance.provider.denied")
    : done === "provider-down"
    ? t("entrance.provider.down")
    : done === "provider-wrong"
    ? t("entrance.provider.wrong")
    : done === "provider-unlinked"
    ? t("entrance.provider.unlinked")
    : undefined;
  return { good, bad: sentence === undefined ? {} : { sentence } };
}
