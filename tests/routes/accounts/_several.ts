/** Browsers in which several people are signed in. */
import assert from "node:assert/strict";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { password, type Site } from "@/tests/support/app.ts";

export const OPEN = { REGISTRATION: "open" };

/** Who the page is of, as its data says. */
export function me({ html }: PlainBrowser): string {
  return /data-me="([^"]+)"/.exec(html)?.[1] ?? "";
}

/** Signs one more account in, through the pages. */
export async function add(
  browser: PlainBrowser,
  username: string,
): Promise<void> {
  await browser.open("/settings/accounts");
  assert.match(browser.html, /href="\/sign-in\?add=1"/);
  await browser.open("/sign-in?add=1");
  await browser.submit("/sign-in", { username, password });
}

/** The accounts on the page of them: `*` is in use, `()` is over. */
export async function listed(browser: PlainBrowser): Promise<string[]> {
  await browser.open("/settings/accounts");
  const rows = browser.html.matchAll(
    /<li data-account="(\w+)">([\s\S]*?)<\/li>/g,
  );
  return [...rows].map(([, name = "", row = ""]) =>
    />[^<]*signed out/.test(row)
      ? `(${name})`
      : name + (/in use/.test(row) ? "*" : "")
  );
}

/** A browser of maya's in which jonas is signed in too, and in use. */
export async function both(site: Site): Promise<PlainBrowser> {
  const browser = await site.signUp("maya");
  await site.signUp("jonas");
  await add(browser, "jonas");
  return browser;
}

/** Ends every session of somebody but one on another device. */
export async function endElsewhere(
  site: Site,
  username: string,
): Promise<void> {
  const elsewhere = site.visitor();
  await elsewhere.open("/sign-in");
  await elsewhere.submit("/sign-in", { username, password });
  await elsewhere.open("/settings/security");
  await elsewhere.submit("/settings/security", { _action: "end-others" });
}
