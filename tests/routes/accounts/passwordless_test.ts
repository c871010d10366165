import assert from "node:assert/strict";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { SoftPasskey } from "@/tests/lib/accounts/_soft_passkey.ts";
import { addPasskeyTo, answerAt, optionsOf } from "./_passkey.ts";
import { makeLink, recover, signIn } from "./_recovery.ts";
import { forward, MINUTE, typeCode, withClock } from "./_second_factor.ts";
import { onSite, origin, password, type Site } from "@/tests/support/app.ts";

const codesOn = (html: string) =>
  [...html.matchAll(/data-recovery-code[^>]*>([a-z2-7-]+)</g)]
    .map((one) => one[1]!);

const HERE = "/sign-up/passkey";
const OPEN = { REGISTRATION: "open" };

async function allow(administrator: PlainBrowser, on = true): Promise<void> {
  await administrator.open("/admin");
  await administrator.submit("/admin", {
    _action: "change-settings",
    passkey_sign_up: on ? "on" : [],
  });
  assert.match(administrator.path, /done=saved/);
}

/** Signs somebody up with a passkey; the browser stands before their codes. */
async function signUpWith(
  browser: PlainBrowser,
  username: string,
  device = new SoftPasskey(origin),
): Promise<SoftPasskey> {
  await browser.open(HERE);
  const typed = { username, name: username };
  const asked = await optionsOf(browser, HERE, "sign-up", typed);
  const credential = device.create(asked);
  await browser.submit(HERE, { ...typed, credential });
  return device;
}

/** A server that allows it, its administrator, and somebody without a password. */
async function begin(site: Site) {
  const admin = await site.signUp("root");
  await allow(admin);
  const maya = site.visitor();
  const device = await signUpWith(maya, "maya");
  const codes = codesOn(maya.html);
  assert.equal(codes.length, 10);
  return { admin, maya, device, codes };
}

onSite(
  "H9 the admin may allow accounts with only a name and passkey: until then there is no such way",
  OPEN,
  async (site) => {
    const admin = await site.signUp("root");
    const maya = await site.visitor().open("/sign-up");
    assert.doesNotMatch(maya.html, /sign-up\/passkey/);
    await maya.open(HERE);
    assert.match(maya.path, /^\/sign-up\?/);
    await allow(admin);
    await maya.open("/sign-up");
    assert.match(maya.html, /href="\/sign-up\/passkey"/);
    assert.doesNotMatch(maya.html, /<script/, "the page itself has no script");
    await maya.open(HERE);
    assert.doesNotMatch(maya.html, /type="password"/);
    const device = new SoftPasskey(origin);
    const typed = { username: "maya", name: "Maya" };
    const asked = await optionsOf(maya, HERE, "sign-up", typed);
    await allow(admin, false);
    await maya.submit(HERE, { ...typed, credential: device.create(asked) });
    assert.equal(maya.status, 403, "taken back meanwhile");
    assert.equal(maya.cookies.has("parley"), false);
  },
);

onSite(
  "H9 an account with only a name and a passkey: codes are shown once, and the passkey signs in",
  OPEN,
  async (site) => {
    const { maya, device } = await begin(site);
    await maya.open("/conversations");
    assert.equal(maya.path, "/conversations");
    await maya.open("/settings/security");
    assert.match(maya.html, /You have no password/);
    assert.doesNotMatch(maya.html, /besides your password/);
    assert.equal(codesOn(maya.html).length, 0);
    const phone = await answerAt(site.visitor(), device, "/sign-in/passkey");
    assert.equal(phone.path, "/conversations");
    const thief = site.visitor();
    assert.equal(await signIn(thief, "maya", ""), "/sign-in");
    assert.equal(thief.status, 422);
  },
);

onSite(
  "what is typed wrong comes back before a device is asked, and a taken name too",
  { ...OPEN, RATE_LIMITS: "off" },
  async (site) => {
    const { maya: _, device } = await begin(site);
    const typed = async (fields: Record<string, string>) => {
      const browser = await site.visitor().open(HERE);
      const form = new Map(browser.form(HERE, "sign-up").fields);
      form.set("_action", "passkey-options");
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      const body = new URLSearchParams([...form]);
      const asked = await browser.request(HERE, { method: "POST", body });
      await asked.body?.cancel();
      await browser.submit(HERE, { ...fields, credential: "" });
      return { asked: asked.status, browser };
    };
    const wrong = await typed({ username: "1", name: "Nora" });
    assert.equal(wrong.asked, 422);
    assert.match(wrong.browser.html, /data-error-for="username"/);
    assert.match(wrong.browser.html, /value="Nora"/);
    const taken = await typed({ username: "maya", name: "Nora" });
    assert.equal(taken.asked, 422);
    assert.match(taken.browser.html, /This username is taken/);
    const guess = { username: "maya", name: "Nora", credential: "" };
    await taken.browser.submit(HERE, guess);
    assert.doesNotMatch(taken.browser.html, /is taken/, "not without asking");
    // Without an open question a device's answer makes no account.
    const nora = await site.visitor().open(HERE);
    const asked = {
      challenge: "x",
      rp: { id: "localhost" },
      user: { id: "a" },
    };
    const credential = device.create(asked);
    await nora.submit(HERE, { username: "nora", name: "Nora", credential });
    assert.equal(nora.status, 422);
    assert.match(nora.html, /took too long/);
    assert.equal(nora.cookies.has("parley"), false);
  },
);

onSite(
  "an answer is good once, in its own browser, and for a device that checked its person",
  { ...OPEN, RATE_LIMITS: "off" },
  async (site) => {
    await begin(site);
    const nora = await site.visitor().open(HERE);
    const names = { username: "nora", name: "Nora" };
    for (
      const lie of [
        { unverified: true },
        { origin: "https://evil.example" },
        { rpId: "evil.example" },
        { challenge: "bm90aGluZw" },
      ]
    ) {
      const device = new SoftPasskey(origin);
      const asked = await optionsOf(nora, HERE, "sign-up", names);
      const credential = device.create(asked, lie);
      await nora.submit(HERE, { ...names, credential });
      assert.equal(nora.status, 422, JSON.stringify(lie));
    }
    const asked = await optionsOf(nora, HERE, "sign-up", names);
    const credential = new SoftPasskey(origin).create(asked);
    const thief = await site.visitor().open(HERE);
    await thief.submit(HERE, { ...names, credential });
    assert.equal(thief.status, 422);
    await nora.submit(HERE, { ...names, credential });
    assert.equal(codesOn(nora.html).length, 10);
    const replay = await site.visitor().open(HERE);
    await replay.submit(HERE, { ...names, username: "nora2", credential });
    assert.equal(replay.status, 422);
  },
);

onSite(
  "a recovery code gives an account without a password one; so does an administrator's link",
  OPEN,
  async (site) => {
    const { admin, maya, codes } = await begin(site);
    const lost = await recover(site.visitor(), "maya", codes[0]!);
    assert.match(lost.path, /done=recovered/);
    await maya.open("/conversations");
    assert.match(maya.path, /^\/sign-in/, "signed out everywhere");
    const phone = site.visitor();
    await signIn(phone, "maya", "four loud herons at dusk");
    assert.equal(phone.path, "/sign-in/second-step");
    await typeCode(phone, codes[1]!);
    assert.equal(phone.path, "/conversations");

    const nora = site.visitor();
    await signUpWith(nora, "nora");
    // Her passkey is all she has: nobody takes it away by mistake.
    await admin.open("/admin/people?remove=nora");
    await admin.submit("/admin/people", { _action: "remove-second-factor" });
    assert.equal(admin.status, 409);
    assert.match(admin.html, /only way into the account/);
    const url = new URL(await makeLink(admin, "nora")).pathname;
    const other = await site.visitor().open(url);
    await other.submit(url, { new_password: "nine grey otters at dawn" });
    assert.match(other.path, /done=recovered/);
    const late = await site.visitor().open(url);
    assert.equal(late.status, 410);
    await admin.open("/admin/people?remove=nora");
    await admin.submit("/admin/people", { _action: "remove-second-factor" });
    assert.match(admin.path, /second-factor-removed/);
    await signIn(other, "nora", "nine grey otters at dawn");
    assert.equal(other.path, "/conversations");
  },
);

onSite(
  "H9 a password is removed once a passkey and codes are there, and can be set again",
  OPEN,
  (site) =>
    withClock(async () => {
      const maya = await site.signUp("maya");
      await maya.open("/settings/password");
      assert.match(maya.html, /you need a passkey, and recovery codes/);
      assert.doesNotMatch(maya.html, /value="remove"/);
      const device = await addPasskeyTo(maya);
      const other = await answerAt(site.visitor(), device, "/sign-in/passkey");
      forward(16 * MINUTE);
      await maya.open("/settings/password");
      assert.match(maya.path, /^\/settings\/confirm\?/, "asked once more");
      await answerAt(maya, device, maya.path);
      await maya.submit("/settings/password", { _action: "remove" });
      assert.equal(maya.path, "/settings/security?done=password-removed");
      assert.match(maya.html, /data-security-event="password-removed"/);
      await other.open("/conversations");
      assert.match(other.path, /^\/sign-in/, "signed out elsewhere");
      const old = site.visitor();
      await signIn(old, "maya", password);
      assert.equal(old.status, 422);

      forward(16 * MINUTE);
      await maya.open("/settings/confirm");
      assert.doesNotMatch(maya.html, /type="password"/);
      await answerAt(maya, device, maya.path);
      await maya.open("/settings/password");
      const bad = { _action: "set", new_password: "maya maya maya" };
      await maya.submit("/settings/password", bad);
      assert.equal(maya.status, 422);
      assert.match(maya.html, /data-error-for="new_password"/);
      const good = { _action: "set", new_password: "nine grey otters at dawn" };
      await maya.submit("/settings/password", good);
      assert.equal(maya.path, "/settings/security?done=password-set");
      await signIn(old, "maya", "nine grey otters at dawn");
      assert.equal(old.path, "/sign-in/second-step");
    }),
);

onSite(
  "the last passkey of an account without a password stays",
  OPEN,
  async (site) => {
    const { maya, device } = await begin(site);
    await maya.open("/settings/passkeys");
    const path = /href="(\/settings\/passkeys\?passkey=[0-9a-f]+)"/
      .exec(maya.html)![1]!;
    await maya.open(path);
    await maya.submit("/settings/passkeys", { _action: "remove" });
    assert.equal(maya.status, 409);
    assert.match(maya.html, /only way into the account/);
    const phone = await answerAt(site.visitor(), device, "/sign-in/passkey");
    assert.equal(phone.path, "/conversations");
  },
);

onSite(
  "A8 who has a passkey and has forgotten the password sets a new one with it",
  {},
  async (site) => {
    const maya = await site.signUp("quennavir");
    const device = await addPasskeyTo(maya);
    const phone = await site.visitor().open("/recover");
    assert.match(phone.html, /href="\/recover\/passkey"/);
    const action = "/recover/passkey";
    const answer = async (next: string, given = device) => {
      await phone.open(action);
      const typed = { new_password: next };
      const asked = await optionsOf(phone, action, "passkey", typed);
      await phone.submit(action, { ...typed, credential: given.get(asked) });
    };
    await answer("nine grey otters", new SoftPasskey(origin));
    assert.equal(phone.status, 422);
    await answer("Quennavir 2026");
    assert.equal(phone.status, 422, "the rules for her are the same");
    assert.match(phone.html, /data-error-for="new_password"/);
    await answer("nine grey otters at dawn");
    assert.equal(phone.path, "/settings/security?done=password-reset");
    assert.match(phone.html, /data-security-event="password-reset"/);
    await maya.open("/conversations");
    assert.match(maya.path, /^\/sign-in/, "signed out everywhere else");
    await signIn(maya, "quennavir", password);
    assert.equal(maya.status, 422);
    await signIn(maya, "quennavir", "nine grey otters at dawn");
    assert.equal(maya.path, "/sign-in/second-step", "the second factor stays");
  },
);
