/** Signing in by a provider: where the browser is led, out and back. */
import type { FreshContext } from "fresh";
import { IssuerFault } from "@/lib/accounts/issuer_fault.ts";
import { type Departure, setOut } from "@/lib/accounts/provider_flow.ts";
import { PROVIDERS } from "@/lib/accounts/provider_model.ts";
import type { NameDue } from "@/lib/accounts/sign_in_by_provider.ts";
import { answer } from "@/lib/http/answer.ts";
import { dropCookie, setCookie } from "@/lib/http/cookies.ts";
import { ownOrigin } from "@/lib/http/csrf.ts";
import { log } from "@/lib/http/log.ts";
import { addPath } from "@/routes/(entrance)/(_entrance)/add_path.ts";
import type { State } from "@/routes/(_state)/define.ts";

type Context = Pick<FreshContext<State>, "req" | "state">;

/** What happened at a provider; each has a sentence on the page one is led to. */
export type ProviderNews =
  | "provider-over"
  | "provider-denied"
  | "provider-down"
  | "provider-wrong"
  | "provider-unlinked"
  | "provider-linked"
  | "provider-already"
  | "provider-others"
  | "provider-full";

/** Sets out for a provider and remembers this browser. @throws IssuerFault, NotFound, Unconfirmed */
export async function wayTo(
  ctx: Context,
  departure: Omit<Departure, "origin">,
): Promise<{ url: string; headers: Headers }> {
  const origin = ownOrigin(ctx.req, ctx.state.settings);
  const { url, browser } = await setOut({ ...departure, origin });
  const headers = new Headers();
  rememberBrowser(headers, browser);
  return { url, headers };
}

/** Always a new one: what a browser brought along is never taken over. */
function rememberBrowser(headers: Headers, token: string): void {
  const maxAge = PROVIDERS.within / 1_000;
  setCookie(headers, "provider", token, { maxAge });
}

/** Leads to the page where somebody who was let in says what they are called. */
export function askName(ctx: Context, { newcomer }: NameDue): Response {
  const headers = new Headers();
  rememberBrowser(headers, newcomer);
  return answer(ctx, { redirect: "/sign-up/name", headers });
}

/** Leads back to where somebody set out, and tells the news there. */
export function leadAway(
  ctx: Context,
  news: ProviderNews,
  { next = "", links = false }: { next?: string; links?: boolean } = {},
): Response {
  const headers = new Headers();
  dropCookie(headers, "provider");
  const way = next ? `&next=${encodeURIComponent(next)}` : "";
  const redirect = links && ctx.state.user
    ? `/settings/linked?done=${news}`
    : ctx.state.user
    ? addPath({ done: news, next })
    : `/sign-in?done=${news}${way}`;
  return answer(ctx, { redirect, headers });
}

/** The news of a fault. What exactly went wrong is for the log of who runs the server. */
export function newsOf(
  fault: IssuerFault | null,
  provider: string,
): ProviderNews {
  if (!fault) return "provider-over";
  if (fault.reason === "denied") return "provider-denied";
  const { reason, detail } = fault;
  log("warn", "provider", { provider, reason, detail });
  return reason === "answer" || reason === "client"
    ? "provider-wrong"
    : "provider-down";
}
