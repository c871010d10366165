import type { FreshContext } from "fresh";
import { IssuerFault } from "@/lib/accounts/issuer_fault.ts";
import {
  type Arrival,
  comeBack,
  WayFailed,
} from "@/lib/accounts/provider_flow.ts";
import { linkProvider } from "@/lib/accounts/provider_links.ts";
import {
  signInByProvider,
  Unlinked,
} from "@/lib/accounts/sign_in_by_provider.ts";
import { Conflict } from "@/lib/errors.ts";
import { dropCookie, readCookie } from "@/lib/http/cookies.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { define, type State } from "@/routes/(_state)/define.ts";
import {
  askName,
  leadAway,
  newsOf,
} from "@/routes/(entrance)/(_entrance)/by_provider.ts";
import { askSecondStep } from "@/routes/(entrance)/(_entrance)/second_step.ts";
import { welcome } from "@/routes/(entrance)/(_entrance)/welcome.ts";
import { keepSession } from "@/routes/(signed-in)/settings/(_security)/keep_session.ts";

type Context = FreshContext<State>;

/** Where a provider leads back to. Everything it brings is led on from at once, so no code stays in an address. */
export const handler = define.handlers({
  async GET(ctx) {
    const { params, url, req, state } = ctx;
    const provider = params.provider ?? "";
    await takeToken("provider", state.net);
    try {
      const browser = readCookie(req, "provider");
      const arrival = await comeBack(provider, url.searchParams, browser);
      return arrival.session === null
        ? await enter(ctx, arrival)
        : await link(ctx, arrival);
    } catch (error) {
      if (error instanceof WayFailed) {
        return leadAway(ctx, newsOf(error.fault, provider), error);
      }
      if (error instanceof IssuerFault) {
        return leadAway(ctx, newsOf(error, provider));
      }
      throw error;
    }
  },
});

async function enter(ctx: Context, arrival: Arrival): Promise<Response> {
  const agent = ctx.req.headers.get("user-agent") ?? "";
  const { next } = arrival;
  try {
    const visit = { agent, net: ctx.state.net };
    const entered = await signInByProvider(arrival, visit);
    if ("newcomer" in entered) return askName(ctx, entered);
    const response = "pending" in entered
      ? askSecondStep(ctx, entered, next)
      : await welcome(ctx, entered, next || "/conversations");
    dropCookie(response.headers, "provider");
    return response;
  } catch (error) {
    if (!(error instanceof Unlinked)) throw error;
    return leadAway(ctx, "provider-unlinked", { next });
  }
}

const LINKS = { links: true };

async function link(ctx: Context, arrival: Arrival): Promise<Response> {
  const { state } = ctx;
  const { user, session } = state;
  // Signed out, or somebody else by now: nobody's to be linked.
  if (!user || session?.id !== arrival.session) {
    return leadAway(ctx, "provider-over", LINKS);
  }
  try {
    const token = await linkProvider(user, session, arrival);
    if (token === null) return leadAway(ctx, "provider-already", LINKS);
    const response = leadAway(ctx, "provider-linked", LINKS);
    keepSession(response.headers, { ...state, user, session }, token);
    return response;
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const full = error.sentence.key === "settings.linked.too_many";
    return leadAway(ctx, full ? "provider-full" : "provider-others", LINKS);
  }
}
