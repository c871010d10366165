/** htmx for the signed-in pages that are not a conversation: same addresses, same forms, only the part that changes. */
import loaded, { type Htmx } from "htmx.org";
import {
  type HtmxPolicy,
  type HtmxRequest,
  isOurFragment,
  leadsElsewhere,
  makeGuard,
} from "../htmx_guard.ts";

/** What htmx hands to an extension; its type does not name it. */
interface Inside {
  initSecurity(policy: HtmxPolicy, sync: unknown, async: unknown): void;
}

// Its types are those of a script; the bundler takes its module.
const htmx = loaded as unknown as Htmx;
const guard = makeGuard();
const { trustedTypes } = globalThis as {
  trustedTypes?: { createPolicy(name: string, rules: HtmxPolicy): HtmxPolicy };
};

/** In place of `Function`: attributes hold no code here. */
function noCode(): never {
  throw new TypeError("Code in attributes is off");
}

Object.assign(htmx.config, {
  // A page that was left is fetched anew: no private page is kept anywhere.
  history: "reload",
  mode: "same-origin",
  includeIndicatorCSS: false,
  defaultTimeout: 20_000,
});
// It has put its style sheet on the page when it was loaded.
document.adoptedStyleSheets = [];

htmx.registerExtension("parley", {
  init(inside: object) {
    const policy = trustedTypes?.createPolicy("htmx", guard.rules) ??
      guard.rules;
    (inside as Inside).initSecurity(policy, noCode, noCode);
  },
});

const requestOf = (event: Event): HtmxRequest =>
  (event as CustomEvent<{ ctx: HtmxRequest }>).detail.ctx;

addEventListener("htmx:config:request", (event) => {
  const { ctx } = (event as CustomEvent).detail;
  ctx.request.headers["X-Fragment"] = "1";
});
addEventListener("htmx:before:response", (event) => {
  const request = requestOf(event);
  if (isOurFragment(request) || leadsElsewhere(request)) return;
  // The session is over, or the server has only a page to say: show that.
  event.preventDefault();
  const { raw, status } = request.response!;
  if (raw.redirected) location.assign(raw.url);
  else if (status < 500) location.reload();
});
addEventListener("htmx:after:request", (event) => {
  const request = requestOf(event);
  if (isOurFragment(request)) guard.enter(request);
});
addEventListener("htmx:finally:request", (event) => {
  guard.leave(requestOf(event));
});
