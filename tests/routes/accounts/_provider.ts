/** People who sign in by a provider, in browsers without scripts. */
import assert from "node:assert/strict";
import { users } from "@/lib/accounts/_keys.ts";
import { list } from "@/lib/kv/read.ts";
import { useOutgoing } from "@/lib/outgoing/policy.ts";
import { CLIENT } from "@/tests/support/issuer.ts";
import { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { onSite, origin, type Site } from "@/tests/support/app.ts";

/** Where a provider of this number leads back to. */
export const callback = (id = "1") => `${origin}/sign-in/with/${id}/callback`;

/** A test in which these hosts of this machine may be reached. */
export function onSiteWith<P extends { readonly host: string }>(
  sentence: string,
  start: () => Promise<P & AsyncDisposable>,
  test: (site: Site, provider: P) => Promise<void>,
  raw: Record<string, string> = {},
): void {
  onSite(sentence, { REGISTRATION: "invite", ...raw }, async (site) => {
    await using provider = await start();
    allow(provider.host);
    try {
      await test(site, provider);
    } finally {
      useOutgoing({ open: false, privateHosts: [] });
    }
  });
}

/** As `ALLOW_PRIVATE` does. */
export function allow(...privateHosts: string[]): void {
  useOutgoing({ open: false, privateHosts });
}

/** A browser that can leave the site, for the provider and back. */
export function traveller(site: Site, from = site.visitor()): PlainBrowser {
  const browser = new PlainBrowser(origin, async (req) => {
    if (new URL(req.url).origin === origin) return await from.send(req);
    const away = new Request(req, { redirect: "manual" });
    return await fetch(away);
  });
  for (const [name, value] of from.cookies) browser.cookies.set(name, value);
  return browser;
}

/** An administrator pastes what the provider gave them. */
export async function addProvider(
  admin: PlainBrowser,
  issuer: string,
  form: Record<string, string> = {},
): Promise<void> {
  await admin.open("/admin/sign-in");
  await admin.submit("/admin/sign-in", {
    _action: "add",
    name: "Acme",
    issuer,
    client_id: CLIENT.id,
    secret: CLIENT.secret,
    admits: "everybody",
    ...form,
  });
}

/** The same, and it worked. */
export async function withProvider(
  site: Site,
  issuer: string,
  form: Record<string, string> = {},
): Promise<PlainBrowser> {
  const admin = await site.signUp("ada");
  await addProvider(admin, issuer, form);
  assert.equal(admin.path, "/admin/sign-in?done=added", admin.html);
  return admin;
}

/** Follows the button on the sign-in page, and back if the provider asks nothing. */
export async function setOut(
  browser: PlainBrowser,
  { id = "1", next = "" } = {},
): Promise<PlainBrowser> {
  const query = next ? `?next=${encodeURIComponent(next)}` : "";
  await browser.open(`/sign-in${query}`);
  const link = new RegExp(`href="(/sign-in/with/${id}[^"]*)"`)
    .exec(browser.html)?.[1];
  assert.ok(link, `a button on ${browser.path}`);
  return await browser.open(link.replaceAll("&amp;", "&"));
}

/** Signs in at the real provider, and says yes to what it asks. */
export async function arriveAs(
  browser: PlainBrowser,
  login: string,
): Promise<PlainBrowser> {
  for (let i = 0; i < 4 && !browser.url.startsWith(origin); i++) {
    const { action } = browser.form("");
    const path = new URL(action, browser.url).pathname;
    const asks = /name="login"/.test(browser.html);
    await browser.submit(path, asks ? { login, password: "any" } : {});
  }
  assert.ok(browser.url.startsWith(origin), browser.url);
  return browser;
}

/** Both. */
export async function signInBy(
  browser: PlainBrowser,
  login: string,
  how: { id?: string; next?: string } = {},
): Promise<PlainBrowser> {
  return await arriveAs(await setOut(browser, how), login);
}

/** The username a browser is signed in under, or null. */
export async function whoIs(browser: PlainBrowser): Promise<string | null> {
  await browser.open("/settings/profile");
  return /name="username"[^>]*value="([^"]*)"|@([\p{L}\d._-]+)/u
    .exec(browser.html)?.slice(1).find(Boolean) ?? null;
}

/** How many accounts there are. */
export async function countAccounts(): Promise<number> {
  let count = 0;
  for await (const _ of list(users, [])) count++;
  return count;
}

/** Goes out, but is stopped where the provider leads back; the address it would have gone to. */
export async function holdBack(
  browser: PlainBrowser,
  id = "1",
): Promise<string> {
  const response = await browser.request(`/sign-in/with/${id}`);
  await response.body?.cancel();
  const out = response.headers.get("location")!;
  const back = await browser.request(out);
  await back.body?.cancel();
  return back.headers.get("location")!;
}
