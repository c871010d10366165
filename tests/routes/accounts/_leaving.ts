/** People who write to each other and leave, over HTTP and without scripts. */
import assert from "node:assert/strict";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { onSite, password, type Site } from "@/tests/support/app.ts";

/** Everybody may sign up. */
export const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

export { onSite, password, type Site };

/** Makes a conversation and answers its id. */
export async function converse(
  browser: PlainBrowser,
  values: Record<string, string>,
): Promise<string> {
  await browser.open("/conversations/new");
  await browser.submit("/conversations", values);
  const found = /\/conversations\/([^/?#]+)/.exec(browser.path)?.[1];
  assert.ok(found, `${browser.status} ${browser.path}`);
  return found;
}

/** Writes into it. */
export async function say(
  browser: PlainBrowser,
  id: string,
  text: string,
): Promise<void> {
  await browser.open(`/conversations/${id}`);
  await browser.submit(`/conversations/${id}/messages`, { text });
}

/** Changes the profile form's fields; files as in a browser. */
export async function save(
  browser: PlainBrowser,
  values: Record<string, string | Blob>,
): Promise<void> {
  await browser.open("/settings/profile");
  const body = new FormData();
  for (const [name, value] of browser.form("/settings/profile").fields) {
    if (!(name in values) && name !== "picture") body.append(name, value);
  }
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  const answer = await browser.request("/settings/profile", {
    method: "POST",
    body,
  });
  assert.equal(answer.status, 303, await answer.text());
}

/** Asks for the end of the account by the form of the settings. */
export async function leave(
  browser: PlainBrowser,
  username: string,
): Promise<PlainBrowser> {
  await browser.open("/settings/data");
  return await browser.submit("/settings/data", {
    _action: "delete",
    username,
  });
}

/** Signs somebody in on a browser of their own. */
export async function signIn(
  site: Site,
  username: string,
): Promise<PlainBrowser> {
  const browser = await site.visitor().open("/sign-in");
  return await browser.submit("/sign-in", { username, password });
}
