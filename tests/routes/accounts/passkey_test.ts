import assert from "node:assert/strict";
import { addPasskeyTo, answerAt, optionsOf } from "./_passkey.ts";
import {
  enrol,
  forward,
  MINUTE,
  typeCode,
  typePassword,
  withClock,
} from "./_second_factor.ts";
import { onSite, origin } from "@/tests/support/app.ts";

const codesOn = (html: string) =>
  [...html.matchAll(/data-recovery-code[^>]*>([a-z2-7-]+)</g)]
    .map((one) => one[1]!);

onSite(
  "a passkey alone signs in, with nothing asked after it, and leads on",
  {},
  (site) =>
    withClock(async () => {
      const maya = await site.signUp("maya");
      await enrol(maya);
      const device = await addPasskeyTo(maya);
      assert.equal(maya.path, "/settings/passkeys?done=added");
      assert.match(maya.html, /Blue key/);
      await maya.open("/settings/security");
      assert.match(maya.html, /data-security-event="passkey-added"/);

      const phone = site.visitor();
      await answerAt(phone, device, "/sign-in/passkey?next=/settings/privacy");
      assert.equal(phone.path, "/settings/privacy");
      assert.equal(phone.status, 200);
      const lured = site.visitor();
      await answerAt(lured, device, "/sign-in/passkey?next=//evil.example");
      assert.equal(lured.path, "/conversations");
    }),
);

onSite(
  "with a passkey the password needs a second step: the passkey, or a recovery code without script",
  {},
  async (site) => {
    const maya = await site.signUp("maya");
    const device = await addPasskeyTo(maya);
    const codes = codesOn(maya.html);
    assert.equal(codes.length, 10);
    const phone = await typePassword(site.visitor(), "maya");
    assert.equal(phone.path, "/sign-in/second-step");
    assert.equal(phone.cookies.has("parley"), false);
    await answerAt(phone, device, "/sign-in/second-step");
    assert.equal(phone.path, "/conversations");
    const paper = await typePassword(site.visitor(), "maya");
    await typeCode(paper, codes[0]!);
    assert.equal(paper.path, "/conversations");
  },
);

onSite(
  "another's passkey does not do the second step, and the wait goes on",
  { REGISTRATION: "open" },
  async (site) => {
    const maya = await site.signUp("maya");
    const device = await addPasskeyTo(maya);
    const evil = await addPasskeyTo(await site.signUp("jonas"));
    const phone = await typePassword(site.visitor(), "maya");
    await answerAt(phone, evil, "/sign-in/second-step");
    assert.equal(phone.status, 422);
    assert.match(phone.html, /does not open an account/);
    assert.equal(phone.cookies.has("parley"), false);
    await answerAt(phone, device, "/sign-in/second-step");
    assert.equal(phone.path, "/conversations");
  },
);

onSite(
  "a passkey alone confirms who it is",
  {},
  (site) =>
    withClock(async () => {
      const maya = await site.signUp("maya");
      const device = await addPasskeyTo(maya);
      forward(16 * MINUTE);
      await maya.open("/settings/passkeys");
      assert.match(maya.path, /^\/settings\/confirm\?next=/);
      await answerAt(maya, device, maya.path);
      assert.equal(maya.path, "/settings/passkeys");
      assert.match(maya.html, /Blue key/);
    }),
);

onSite(
  "an answer from another browser, without a token or to no question is refused",
  { RATE_LIMITS: "off" },
  async (site) => {
    const device = await addPasskeyTo(await site.signUp("maya"));
    const action = "/sign-in/passkey";
    const victim = await site.visitor().open(action);
    const thief = await site.visitor().open(action);
    const credential = device.get(await optionsOf(victim, action));
    await thief.submit(action, { credential });
    assert.equal(thief.status, 422);
    assert.match(thief.html, /took too long/);
    const body = new URLSearchParams({ _action: "passkey", credential });
    const bare = await victim.request(action, { method: "POST", body });
    await bare.body?.cancel();
    assert.equal(bare.status, 403);
    for (const _action of ["passkey-options", "passkey"]) {
      const headers = { origin, "sec-fetch-site": "same-origin" };
      const body = new URLSearchParams({ _action, credential });
      const init = { method: "POST", headers, body };
      const nobody = await site.visitor().open(action, init);
      assert.equal(nobody.status, 403, _action);
    }
    await victim.open(action);
    await victim.submit(action, { credential });
    assert.equal(victim.path, "/conversations", "the question was still open");
    for (const junk of ["", "null", "[]", "{", "x".repeat(40_000)]) {
      const other = await site.visitor().open(action);
      await optionsOf(other, action);
      await other.submit(action, { credential: junk });
      assert.equal(other.status, 422, junk.slice(0, 9));
      assert.equal(other.cookies.has("parley"), false);
    }
  },
);

onSite(
  "passkeys are renamed and removed by plain forms; without script the pages say what is missing",
  {},
  async (site) => {
    const maya = await site.signUp("maya");
    const device = await addPasskeyTo(maya);
    await maya.open("/settings/passkeys");
    assert.match(maya.html, /<noscript><p class="hint">Passkeys need/);
    const path = /href="(\/settings\/passkeys\?passkey=[0-9a-f]+)"/
      .exec(maya.html)?.[1];
    await maya.open(path!);
    await maya.submit("/settings/passkeys", { _action: "rename", name: " " });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /data-error-for="name"/);
    await maya.submit("/settings/passkeys", { _action: "rename", name: "Red" });
    assert.equal(maya.path, "/settings/passkeys?done=renamed");
    assert.match(maya.html, /<bdi>Red<\/bdi>/);
    await maya.open(path!);
    await maya.submit("/settings/passkeys", { _action: "remove" });
    assert.equal(maya.path, "/settings/passkeys?done=removed");
    await answerAt(site.visitor(), device, "/sign-in/passkey").then((late) => {
      assert.equal(late.status, 422);
    });
    const plain = await site.visitor().open("/sign-in");
    assert.match(plain.html, /href="\/sign-in\/passkey"/);
    assert.doesNotMatch(plain.html, /<script/);
    await plain.open("/sign-in/passkey");
    assert.match(plain.html, /<script[^>]*passkey[^>]*\.js/);
    assert.match(plain.html, /<noscript>/);
    await typePassword(plain, "maya");
    assert.equal(plain.path, "/conversations", "the password is enough again");
  },
);

onSite(
  "an administrator who removes the second factor removes the passkeys",
  { REGISTRATION: "open" },
  async (site) => {
    const admin = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const device = await addPasskeyTo(jonas);
    await admin.open("/admin/people?remove=jonas");
    await admin.submit("/admin/people", {
      _action: "remove-second-factor",
      username: "jonas",
    });
    const late = await answerAt(site.visitor(), device, "/sign-in/passkey");
    assert.equal(late.status, 422);
    await typePassword(late, "jonas");
    assert.equal(late.path, "/conversations");
  },
);
