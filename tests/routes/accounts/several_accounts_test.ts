/** Several accounts in one browser, without scripts. */
import assert from "node:assert/strict";
import { add, both, endElsewhere, listed, me, OPEN } from "./_several.ts";
import { onSite, password } from "@/tests/support/app.ts";

onSite(
  "A10 Two accounts stay signed in side by side and switching takes one click",
  OPEN,
  async (site) => {
    const browser = await site.signUp("maya");
    await browser.open("/conversations");
    const maya = me(browser);
    assert.ok(!browser.html.includes('class="accounts"'), "alone, no switcher");
    await site.signUp("jonas");
    await add(browser, "jonas");
    assert.equal(browser.path, "/conversations");
    const jonas = me(browser);
    assert.notEqual(jonas, maya);
    assert.match(browser.html, /Switch to Maya/);
    for (let round = 0; round < 3; round++) {
      await browser.submit("/accounts", { account: "maya" });
      assert.deepEqual([browser.path, me(browser)], ["/conversations", maya]);
      await browser.submit("/accounts", { account: "jonas" });
      assert.deepEqual([browser.path, me(browser)], ["/conversations", jonas]);
    }
    assert.deepEqual(await listed(browser), ["maya", "jonas*"]);
  },
);

onSite(
  "the switcher says what waits in the other account",
  OPEN,
  async (site) => {
    const browser = await both(site);
    await browser.open("/conversations/new");
    await browser.submit("/conversations", {
      kind: "direct",
      members: "maya",
      encryption: "server",
    });
    await browser.submit("/messages", { text: "for Maya" });
    await browser.open("/conversations");
    assert.match(browser.html, /1 conversation with something unread/);
  },
);

onSite(
  "signing in with an account that is there switches to it, and leaves one session of it",
  OPEN,
  async (site) => {
    const browser = await both(site);
    const before = browser.cookies.get("parley");
    await add(browser, "maya");
    assert.deepEqual(await listed(browser), ["maya*", "jonas"]);
    assert.notEqual(browser.cookies.get("parley"), before);
    await browser.open("/settings/security");
    const sessions = browser.html.match(/data-session-id/g) ?? [];
    assert.equal(sessions.length, 1);
  },
);

onSite(
  "signing out switches to the next account, and then out",
  OPEN,
  async (site) => {
    const browser = await both(site);
    await browser.open("/settings/profile");
    const jonas = me(browser);
    await browser.submit("/sign-out");
    assert.equal(browser.path, "/conversations");
    assert.notEqual(me(browser), jonas);
    assert.deepEqual(await listed(browser), ["maya*"]);
    assert.equal(browser.cookies.has("parley_accounts"), false);
    await browser.submit("/sign-out");
    assert.equal(browser.path, "/sign-in?done=signed-out");
    assert.deepEqual(
      [...browser.cookies.keys()].filter((name) => /^parley(_\d)?$/.test(name)),
      [],
    );
  },
);

onSite(
  "a waiting account is signed out where it is listed, or all at once",
  OPEN,
  async (site) => {
    const browser = await both(site);
    const maya = browser.cookies.get("parley")!;
    const jonas = browser.cookies.get("parley_2")!;
    await browser.open("/settings/accounts");
    await browser.submit("/sign-out", { account: "maya" });
    assert.equal(browser.path, "/settings/accounts?done=signed-out");
    assert.deepEqual(await listed(browser), ["jonas*"]);
    const thief = site.visitor();
    thief.cookies.set("parley", maya);
    await thief.open("/settings/profile");
    assert.match(thief.path, /^\/sign-in/, "ended in the store as well");
    await add(browser, "maya");
    await browser.open("/settings/accounts");
    const fields = Object.fromEntries(browser.form("/sign-out").fields);
    const all = new URLSearchParams({ csrf: fields.csrf!, all: "1" });
    await browser.open("/sign-out", { method: "POST", body: all });
    assert.equal(browser.path, "/sign-in?done=signed-out");
    thief.cookies.set("parley", jonas);
    await thief.open("/settings/profile");
    assert.match(thief.path, /^\/sign-in/);
    assert.equal(browser.cookies.has("parley_accounts"), false);
  },
);

onSite(
  "a waiting session that was ended elsewhere is shown so, and signs in again",
  OPEN,
  async (site) => {
    const browser = await both(site);
    await endElsewhere(site, "maya");
    assert.deepEqual(await listed(browser), ["(maya)", "jonas*"]);
    // Switching to it leads to the sign-in, with the name filled in.
    await browser.open("/settings/accounts");
    assert.match(browser.html, /href="\/sign-in\?add=1&amp;username=maya"/);
    await browser.open("/sign-in?add=1&username=maya");
    await browser.submit("/sign-in", { password });
    assert.deepEqual(await listed(browser), ["maya*", "jonas"]);
  },
);

onSite(
  "when the session in use is over, the others are offered and nobody is switched silently",
  OPEN,
  async (site) => {
    const browser = await both(site);
    await endElsewhere(site, "jonas");
    await browser.open("/settings/profile");
    assert.match(browser.path, /^\/sign-in\?next=/);
    assert.match(browser.html, /Go on as Maya/);
    await browser.submit("/accounts", { account: "maya" });
    assert.equal(browser.path, "/conversations");
    assert.deepEqual(await listed(browser), ["maya*", "(jonas)"]);
  },
);

onSite(
  "five accounts fit, a sixth is refused and its session ended",
  OPEN,
  async (site) => {
    const names = ["maya", "jonas", "amina", "ravi", "noor", "lucia"];
    const browser = await site.signUp(names[0]!);
    for (const name of names.slice(1)) await site.signUp(name);
    for (const name of names.slice(1, 5)) await add(browser, name);
    assert.equal((await listed(browser)).length, 5);
    assert.doesNotMatch(browser.html, /href="\/sign-in\?add=1"/);
    await browser.open("/sign-in?add=1");
    await browser.submit("/sign-in", { username: "lucia", password });
    assert.equal(browser.path, "/settings/accounts?done=full");
    assert.match(browser.html, /holds 5 accounts/);
    assert.deepEqual(await listed(browser), [
      "maya",
      "jonas",
      "amina",
      "ravi",
      "noor*",
    ]);
    const size = [...browser.cookies].join("; ").length;
    assert.ok(size < 1_024, `${size} bytes of cookies`);
  },
);

onSite("one more account is made by the sign-up, too", OPEN, async (site) => {
  const browser = await site.signUp("maya");
  await browser.open("/sign-up?add=1");
  await browser.submit("/sign-up", {
    username: "jonas",
    name: "Jonas",
    password,
  });
  assert.deepEqual(await listed(browser), ["maya", "jonas*"]);
});
