/** People who have lost their password. */
import { openedRows } from "@/tests/support/store.ts";
import type { Store } from "@/lib/kv/store.ts";
import assert from "node:assert/strict";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";

export const lost = "three calm herons";
export const next = "four loud herons at dusk";

/** An administrator makes a link for somebody; the address as it is shown. */
export async function makeLink(
  administrator: PlainBrowser,
  username: string,
): Promise<string> {
  await administrator.open(`/admin/people?reset=${username}`);
  await administrator.submit("/admin/people", { _action: "create-reset-link" });
  assert.equal(administrator.status, 200);
  const url = /value="(https?:\/\/[^"]+\/recover\/[a-z2-7]{32})"/
    .exec(administrator.html)?.[1];
  assert.ok(url, administrator.html);
  return url;
}

/** Sets a new password by a link. */
export async function follow(
  browser: PlainBrowser,
  url: string,
  password = next,
): Promise<PlainBrowser> {
  const { pathname } = new URL(url);
  await browser.open(pathname);
  if (browser.status !== 200) return browser;
  return await browser.submit(pathname, { new_password: password });
}

/** Sets a new password by a recovery code. */
export async function recover(
  browser: PlainBrowser,
  username: string,
  code: string,
  password = next,
): Promise<PlainBrowser> {
  await browser.open("/recover");
  return await browser.submit("/recover", {
    username,
    code,
    new_password: password,
  });
}

/** Signs in as far as the password goes; where the browser is then. */
export async function signIn(
  browser: PlainBrowser,
  username: string,
  password: string,
): Promise<string> {
  await browser.open("/sign-in");
  await browser.submit("/sign-in", { username, password });
  return browser.path;
}

/** Every row of a store as text, opened: as whoever has its key sees it. */
export async function dumpOf(store: Store): Promise<string> {
  let all = "";
  for (const { key, value } of await openedRows(store)) {
    all += Deno.inspect([key, value], {
      depth: 9,
      strAbbreviateSize: 1e6,
      iterableLimit: 1e6,
    });
  }
  return all;
}
