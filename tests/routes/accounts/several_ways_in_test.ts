/** Every way in adds an account, and each session keeps its own time. */
import assert from "node:assert/strict";
import { recover } from "./_recovery.ts";
import { addPasskeyTo, answerAt } from "./_passkey.ts";
import { codeOf, enrol, forward, STEP, withClock } from "./_second_factor.ts";
import { typeCode } from "./_second_factor.ts";
import { add, both, listed, me, OPEN } from "./_several.ts";
import { onSite, password } from "@/tests/support/app.ts";

const HOUR = 3_600_000;

onSite(
  "a second step, given up and then done, adds an account",
  OPEN,
  (site) =>
    withClock(async () => {
      const browser = await site.signUp("maya");
      const jonas = await site.signUp("jonas");
      const { seed } = await enrol(jonas);
      forward(STEP);
      await add(browser, "jonas");
      assert.equal(browser.path, "/sign-in/second-step");
      await browser.submit("/sign-in/second-step", { _action: "cancel" });
      assert.equal(browser.path, "/sign-in?add=1&done=cancelled");
      await browser.submit("/sign-in", { username: "jonas", password });
      await typeCode(browser, codeOf(seed));
      assert.equal(browser.path, "/conversations");
      assert.deepEqual(await listed(browser), ["maya", "jonas*"]);
    }),
);

onSite("a passkey adds an account", OPEN, async (site) => {
  const browser = await site.signUp("maya");
  const device = await addPasskeyTo(await site.signUp("jonas"));
  await browser.open("/sign-in?add=1");
  assert.match(browser.html, /href="\/sign-in\/passkey\?add=1"/);
  await answerAt(browser, device, "/sign-in/passkey?add=1");
  assert.deepEqual(await listed(browser), ["maya", "jonas*"]);
});

onSite(
  "an account is recovered and added while another one is signed in",
  OPEN,
  async (site) => {
    const browser = await site.signUp("maya");
    const { codes } = await enrol(await site.signUp("jonas"));
    await recover(browser, "jonas", codes[0]!);
    assert.equal(browser.path, "/sign-in?add=1&done=recovered");
    assert.deepEqual(await listed(browser), ["maya*"]);
  },
);

onSite(
  "waiting is no use: a token is renewed when its account is switched to, in its own cookie",
  OPEN,
  (site) =>
    withClock(async () => {
      const browser = await site.signUp("maya");
      // Maya administers: her session is short. Two members last longer.
      await site.signUp("jonas");
      await site.signUp("amina");
      await add(browser, "jonas");
      await add(browser, "amina");
      const jonas = browser.cookies.get("parley_2")!;
      const amina = browser.cookies.get("parley_3")!;
      forward(30 * HOUR);
      await browser.open("/settings/accounts");
      assert.equal(browser.cookies.get("parley_2"), jonas, "not renewed");
      assert.notEqual(
        browser.cookies.get("parley_3"),
        amina,
        "in use, renewed",
      );
      assert.deepEqual(await listed(browser), ["(maya)", "jonas", "amina*"]);
      const now = browser.cookies.get("parley_3");
      await browser.submit("/accounts", { account: "jonas" });
      assert.notEqual(browser.cookies.get("parley_2"), jonas, "renewed");
      assert.equal(browser.cookies.get("parley_3"), now);
      assert.deepEqual(await listed(browser), ["(maya)", "jonas*", "amina"]);
      forward(15 * 24 * HOUR);
      await browser.open("/settings/accounts");
      assert.match(browser.path, /^\/sign-in/, "each idles out by itself");
    }),
);

onSite(
  "a new password signs an account out everywhere else and leaves the other accounts",
  OPEN,
  async (site) => {
    const browser = await both(site);
    const elsewhere = site.visitor();
    await elsewhere.open("/sign-in");
    await elsewhere.submit("/sign-in", { username: "jonas", password });
    await browser.open("/settings/security");
    await browser.submit("/settings/security", {
      password,
      new_password: "seven loud geese",
    });
    assert.match(browser.path, /done=password-changed/);
    assert.deepEqual(await listed(browser), ["maya", "jonas*"]);
    await elsewhere.open("/settings/profile");
    assert.match(elsewhere.path, /^\/sign-in/);
  },
);

onSite(
  "confirming who one is counts for that account alone",
  OPEN,
  (site) =>
    withClock(async () => {
      const browser = await both(site);
      forward(HOUR);
      await browser.open("/settings/confirm?next=/settings/second-factor");
      await browser.submit("/settings/confirm", { password });
      assert.equal(browser.path, "/settings/second-factor");
      const jonas = me(browser);
      await browser.open("/settings/accounts");
      await browser.submit("/accounts", { account: "maya" });
      assert.notEqual(me(browser), jonas);
      await browser.open("/settings/second-factor");
      assert.match(browser.path, /^\/settings\/confirm/);
    }),
);
