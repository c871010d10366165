import assert from "node:assert/strict";
import { presenceForTests } from "@/lib/accounts/presence.ts";
import { onSite, type Site } from "@/tests/support/app.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { forward, MINUTE, withClock } from "./accounts/_second_factor.ts";

const open = { REGISTRATION: "open" } as const;
const HOUR = 60 * MINUTE;

/** Two who share a conversation. */
async function cast(site: Site) {
  presenceForTests.clear();
  // An administrator's session would end within the day.
  await site.signUp("joe");
  const maya = await site.signUp("maya");
  const jonas = await site.signUp("jonas");
  await maya.open("/people/jonas");
  await maya.submit("/conversations");
  return { maya, jonas };
}

async function show(browser: PlainBrowser, on: boolean): Promise<void> {
  await browser.open("/settings/privacy");
  const share_presence = on ? "on" : [];
  await browser.submit("/settings/privacy", { share_presence });
}

/** The words beside Jonas' name, as Maya reads them. */
async function wordsFor(maya: PlainBrowser): Promise<string> {
  await maya.open("/people/jonas");
  return />([^<]*)<\/span>/.exec(
    /<span[^>]*data-of="[^"]*">[^<]*<\/span>/.exec(maya.html)?.[0] ?? "",
  )?.[1] ?? "";
}

/** A clock time as the form takes it. */
const clock = (at: number) => new Date(at).toISOString().slice(11, 16);

onSite(
  "A11 online and last seen are shown to contacts, and each hides them with a switch that works both ways",
  open,
  (site) =>
    withClock(async () => {
      const { maya, jonas } = await cast(site);
      assert.equal(await wordsFor(maya), "Online");
      forward(3 * HOUR);
      assert.match(await wordsFor(maya), /3 hours ago/);
      await show(jonas, false);
      assert.equal(await wordsFor(maya), "", "who hides is not seen");
      await show(jonas, true);
      forward(3 * HOUR);
      assert.match(await wordsFor(maya), /3 hours ago/);
      await show(maya, false);
      assert.equal(await wordsFor(maya), "", "who hides does not see");
    }),
);

onSite(
  "A11 do-not-disturb on a schedule comes and goes by the clock, without scripts too",
  open,
  (site) =>
    withClock(async () => {
      const { maya, jonas } = await cast(site);
      const now = Date.now();
      await jonas.open("/settings/profile");
      await jonas.submit("/settings/profile", {
        _action: "quiet",
        quiet_for: "off",
        quiet_daily: "on",
        quiet_from: clock(now + HOUR),
        quiet_to: clock(now + 3 * HOUR),
      });
      assert.equal(jonas.path, "/settings/profile?done=saved");
      assert.doesNotMatch(await wordsFor(maya), /disturb/i);
      forward(2 * HOUR);
      assert.match(await wordsFor(maya), /Do not disturb until/);
      forward(2 * HOUR);
      assert.doesNotMatch(await wordsFor(maya), /disturb/i);
      // The next day again, with nobody having done anything.
      forward(22 * HOUR);
      assert.match(await wordsFor(maya), /Do not disturb until/);
    }),
);
