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
  ctx.request.headers["X-Me"] = document.documentElement.dataset.me;
});
addEventListener("htmx:before:response", (event) => {
  const request = requestOf(event);
  if (isOurFragment(request) || leadsElsewhere(request)) return;
  // The session is over, or the server has only a page to say: show that.
  event.preventDefault();
  const { raw, status } = request.response!;
  if (raw.redirected) location.assign(raw.url);
  else if (status === 401 || status === 403) askAgain(request);
  else if (status < 500) location.reload();
});
/** The form was refused before it was read: sent as a page, its answer keeps what was typed. */
function askAgain({ request }: HtmxRequest): void {
  if (request?.method !== "POST") return location.reload();
  const form = document.createElement("form");
  form.method = "post";
  form.action = request.action;
  for (const [name, value] of request.body) {
    if (typeof value !== "string") continue;
    const field = document.createElement("textarea");
    Object.assign(field, { name, value });
    form.append(field);
  }
  form.hidden = true;
  document.body.append(form);
  form.submit();
}

addEventListener("htmx:after:request", (event) => {
  const request = requestOf(event);
  if (isOurFragment(request)) guard.enter(request);
});
addEventListener("htmx:finally:request", (event) => {
  guard.leave(requestOf(event));
});
