import { IssuerFault } from "@/lib/accounts/issuer_fault.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { safeNext } from "@/lib/http/safe_next.ts";
import { define } from "@/routes/(_state)/define.ts";
import {
  leadAway,
  newsOf,
  wayTo,
} from "@/routes/(entrance)/(_entrance)/by_provider.ts";

/**
 * Leads to a provider. A plain link and no form: a page's policy lets its forms
 * lead nowhere but here. Whoever is signed in asks with `again`, and is asked
 * there who they are.
 */
export const handler = define.handlers({
  async GET(ctx) {
    const { user, net } = ctx.state;
    const { searchParams } = ctx.url;
    const next = safeNext(searchParams.get("next"), "");
    const again = searchParams.has("again");
    // Whoever is signed in is not led there by another site.
    const site = ctx.req.headers.get("sec-fetch-site") ?? "none";
    const own = site === "none" || site === "same-origin";
    if (user && !(again && own)) {
      return ctx.redirect(next || "/conversations", 303);
    }
    const provider = ctx.params.provider ?? "";
    await takeToken("provider", net);
    try {
      const { url, headers } = await wayTo(ctx, {
        provider,
        next,
        link: null,
        again,
      });
      headers.set("location", url);
      return new Response(null, { status: 303, headers });
    } catch (error) {
      if (!(error instanceof IssuerFault)) throw error;
      return leadAway(ctx, newsOf(error, provider), { next });
    }
  },
});
