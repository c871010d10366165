/** People with mail addresses, and the mail server their mail goes through. */
import assert from "node:assert/strict";
import { startJobs, type Stop } from "@/lib/jobs/start.ts";
import type { RawSettings } from "@/lib/http/settings.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import {
  type MailServer,
  type Received,
  startMailServer,
} from "@/tests/support/mail_server.ts";
import { onSite, origin, type Site, siteOn } from "@/tests/support/app.ts";

/** A test on an empty server that sends mail, through a real mail server; `rest` stops its jobs. */
export function onMailingSite(
  sentence: string,
  raw: RawSettings,
  test: (site: Site, post: MailServer, rest: Stop) => Promise<void>,
): void {
  onSite(sentence, {}, async ({ store }) => {
    await using post = await startMailServer();
    const settings = {
      REGISTRATION: "open",
      ORIGIN: origin,
      SMTP_URL: post.url,
      ...raw,
    };
    const site = siteOn(store, settings);
    const stop = startJobs({ every: 20 });
    try {
      await test(site, post, stop);
    } finally {
      await stop();
    }
  });
}

/** The digits of a mail. */
export function codeIn({ text }: Received): string {
  const code = /^(\d{8})\r?$/m.exec(text)?.[1];
  assert.ok(code, text);
  return code;
}

/** The one address of ours a mail leads to. */
export function linkIn({ text, html }: Received): string {
  const found = [...text.matchAll(/https?:\/\/\S+/g)].map(([url]) => url);
  assert.equal(found.length, 1, text);
  const url = found[0]!;
  assert.ok(url.startsWith(`${origin}/`), url);
  assert.ok(html.includes(`href="${url}"`), html);
  return url;
}

/** The path of it, as a browser asks for it. */
export function pathIn(mail: Received): string {
  const { pathname, search } = new URL(linkIn(mail));
  return pathname + search;
}

/** Types an address; the browser stands before its code. */
export async function giveAddress(
  browser: PlainBrowser,
  address: string,
): Promise<PlainBrowser> {
  await browser.open("/settings/mail");
  return await browser.submit("/settings/mail", { _action: "give", address });
}

/** Types the digits. */
export async function typeMailCode(
  browser: PlainBrowser,
  code: string,
): Promise<PlainBrowser> {
  await browser.open("/settings/mail");
  return await browser.submit("/settings/mail", { _action: "verify", code });
}

/** Somebody new, whose address is proved; the mails so far are forgotten. */
export async function withAddress(
  site: Site,
  post: MailServer,
  username: string,
  address = `${username}@example.org`,
): Promise<PlainBrowser> {
  const browser = await site.signUp(username);
  await giveAddress(browser, address);
  await typeMailCode(browser, codeIn(await post.mail()));
  assert.equal(browser.path, "/settings/mail?done=verified");
  post.mails.length = 0;
  return browser;
}

/** Asks for a link to a new password. */
export async function askForLink(
  browser: PlainBrowser,
  who: string,
): Promise<PlainBrowser> {
  await browser.open("/recover/link");
  return await browser.submit("/recover/link", { username: who });
}

/** Nothing more comes. */
export async function quiet(post: MailServer, count = 0): Promise<void> {
  await new Promise((wake) => setTimeout(wake, 250));
  assert.equal(post.mails.length, count, post.mails.at(-1)?.text);
}
