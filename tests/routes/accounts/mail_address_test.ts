import assert from "node:assert/strict";
import { exportAccount } from "@/lib/accounts/export_account.ts";
import { findByUsername } from "@/lib/accounts/find.ts";
import { mails } from "@/lib/accounts/_mail_keys.ts";
import { list } from "@/lib/kv/read.ts";
import { dumpOf, lost, next } from "./_recovery.ts";
import {
  codeIn,
  giveAddress,
  linkIn,
  onMailingSite,
  pathIn,
  quiet,
  typeMailCode,
  withAddress,
} from "./_mail.ts";
import { enrol, forward, MINUTE, withClock } from "./_second_factor.ts";
import { password } from "@/tests/support/app.ts";

onMailingSite(
  "an address is the account's when the code that was mailed there is typed, and once",
  {},
  async (site, post) => {
    const maya = await site.signUp("maya");
    await maya.open("/settings/security");
    assert.match(maya.html, /href="\/settings\/mail"/);
    await giveAddress(maya, " Maya.Lind+chat@Exämple.org ");
    assert.match(maya.html, /Maya\.Lind\+chat@xn--exmple-cua\.org/);
    const mail = await post.mail();
    assert.match(mail.raw, /^To: Maya\.Lind\+chat@xn--exmple-cua\.org\r$/m);
    assert.equal(mail.headers.get("subject"), "Your code for localhost:8000");
    assert.doesNotMatch(mail.raw, /maya\b/, "no word that anybody chose");

    // The link fills the digits in, and opening it does nothing.
    const code = codeIn(mail);
    assert.match(linkIn(mail), new RegExp(`/settings/mail\\?code=${code}$`));
    await maya.open(pathIn(mail));
    assert.match(maya.html, new RegExp(`value="${code}"`));
    await maya.open("/settings/security");
    assert.doesNotMatch(maya.html, /Maya\.Lind/);

    const wrong = code.replace(/^./, (one) => String((Number(one) + 1) % 10));
    await typeMailCode(maya, wrong);
    assert.equal(maya.status, 422);
    assert.match(maya.html, /data-error-for="code"/);
    await typeMailCode(maya, ` ${code.slice(0, 4)}-${code.slice(4)} `);
    assert.equal(maya.path, "/settings/mail?done=verified");
    await maya.open("/settings/security");
    assert.match(maya.html, /Maya\.Lind\+chat@xn--exmple-cua\.org/);
    assert.match(maya.html, /data-security-event="mail-address-set"/);
    await maya.open("/settings/mail");
    assert.throws(() => maya.form("/settings/mail", "verify"), /No form/);
    await quiet(post, 1);
    const { mailAddress } = await exportAccount(
      (await findByUsername("maya"))!,
    );
    assert.equal(
      mailAddress?.address,
      "Maya.Lind+chat@xn--exmple-cua.org",
      "it is taken along",
    );

    const dump = await dumpOf(site.store);
    for (const secret of ["Lind", "exmple", code]) {
      assert.ok(!dump.includes(secret), secret);
    }
    for await (const { key } of list(mails, [])) assert.fail(String(key));
  },
);

onMailingSite(
  "a code is over after a quarter of an hour, and ten may be tried in an hour",
  {},
  (site, post) =>
    withClock(async () => {
      const maya = await site.signUp("maya");
      await giveAddress(maya, "maya@example.org");
      const code = codeIn(await post.mail());
      forward(15 * MINUTE - 1_000);
      await maya.open("/settings/mail");
      const form = maya.form("/settings/mail", "verify");
      forward(1_000);
      const body = new URLSearchParams(
        form.fields.map(([name, value]): [string, string] => [
          name,
          name === "code" ? code : value,
        ]),
      );
      const late = await maya.request("/settings/mail", {
        method: "POST",
        body,
      });
      assert.equal(late.status, 422);
      assert.match(await late.text(), /This code is wrong or over/);

      await maya.open("/settings/confirm");
      await maya.submit("/settings/confirm", { password });
      await giveAddress(maya, "maya@example.org");
      const fresh = codeIn(await post.mail(2));
      const wrong = fresh === "00000000" ? "11111111" : "00000000";
      let tries = 0;
      for (; maya.status !== 429 && tries < 20; tries++) {
        await typeMailCode(maya, wrong);
      }
      // One was used above, and two and a half have come back since.
      assert.ok(tries <= 11, `${tries}`);
      await typeMailCode(maya, fresh);
      assert.equal(maya.status, 429, "not even the right one");
      assert.ok(Number(maya.headers.get("retry-after")) > 0);
    }),
);

onMailingSite(
  "an address of another account gets no code, its owner is told, and who asked sees no difference",
  {},
  async (site, post) => {
    await withAddress(site, post, "maya");
    const jonas = await site.signUp("jonas");
    await giveAddress(jonas, "MAYA@example.org");
    const [taken, path] = [jonas.html, jonas.path];
    const told = await post.mail();
    assert.deepEqual(told.to, ["maya@example.org"]);
    assert.match(told.text, /somebody tried to give it to another account/);
    assert.doesNotMatch(told.text, /jonas|\b\d{8}\b/);
    await giveAddress(jonas, "free@example.org");
    const plain = (html: string) =>
      html.replace(/name="csrf" value="[^"]*"/g, "")
        .replace(/\d+:\d+[^<.]*/g, "")
        .replace(/(MAYA|free)@example\.org/g, "them");
    assert.equal(plain(jonas.html), plain(taken));
    assert.equal(jonas.path, path);
    assert.equal((await post.mail(2)).to[0], "free@example.org");
    for (const about of ["", "/recover", "/people/maya"]) {
      await jonas.open(about || "/settings/mail");
      assert.doesNotMatch(jonas.html, /maya@example\.org/i);
    }
  },
);

onMailingSite(
  "of two who prove one address at once one gets it",
  {},
  async (site, post) => {
    const [maya, jonas] = [
      await site.signUp("maya"),
      await site.signUp("jonas"),
    ];
    await giveAddress(maya, "both@example.org");
    const first = codeIn(await post.mail(1));
    await giveAddress(jonas, "both@example.org");
    const second = codeIn(await post.mail(2));
    await Promise.all([
      typeMailCode(maya, first),
      typeMailCode(jonas, second),
    ]);
    const statuses = [maya.status, jonas.status].sort();
    assert.deepEqual(statuses, [200, 409]);
    const lost = maya.status === 409 ? maya : jonas;
    assert.match(lost.html, /become another account(?:'|&#39;)s meanwhile/);
  },
);

onMailingSite(
  "a changed and a removed address are told to the old one, and both need a confirmation",
  {},
  (site, post) =>
    withClock(async () => {
      const maya = await withAddress(site, post, "maya");
      await giveAddress(maya, "maya@example.org");
      assert.match(maya.html, /This is your address already/);
      forward(16 * MINUTE);
      await maya.open("/settings/mail");
      assert.throws(() => maya.form("/settings/mail", "give"), /No form/);
      assert.throws(() => maya.form("/settings/mail", "remove"), /No form/);
      assert.match(maya.html, /\/settings\/confirm\?next=/);
      const { fields } = maya.form("/settings/mail", "notices");
      for (const deed of ["give", "remove", "notices"]) {
        const body = new URLSearchParams({
          csrf: fields.find(([name]) => name === "csrf")![1],
          _action: deed,
          address: "thief@example.org",
        });
        const init = { method: "POST", body };
        const answer = await maya.request("/settings/mail", init);
        assert.equal(answer.status, 303, deed);
        assert.match(answer.headers.get("location")!, /^\/settings\/confirm/);
      }
      await maya.open("/settings/confirm?next=/settings/mail");
      await maya.submit("/settings/confirm", { password });
      assert.equal(maya.path, "/settings/mail");
      await giveAddress(maya, "new@example.org");
      await typeMailCode(maya, codeIn(await post.mail(1)));
      const changed = await post.mail(2);
      assert.deepEqual(changed.to, ["maya@example.org"]);
      assert.match(changed.text, /Mail address set/);
      await maya.open("/settings/mail");
      await maya.submit("/settings/mail", { _action: "remove" });
      const removed = await post.mail(3);
      assert.deepEqual(removed.to, ["new@example.org"]);
      assert.match(removed.text, /Mail address removed/);
      // Both are free again.
      const jonas = await site.signUp("jonas");
      await giveAddress(jonas, "maya@example.org");
      codeIn(await post.mail(4));
    }),
);

onMailingSite(
  "what happens to an account is told by mail; less of it on request, never less than a changed password",
  { RATE_LIMITS: "off" },
  async (site, post) => {
    const maya = await withAddress(site, post, "maya");
    await enrol(maya);
    const on = await post.mail(1);
    assert.match(on.text, /Second factor turned on/);
    assert.match(on.text, /@maya/);
    await maya.open("/settings/mail");
    await maya.submit("/settings/mail", { _action: "notices", notices: [] });
    assert.equal(maya.path, "/settings/mail?done=saved");
    await maya.open("/settings/second-factor");
    await maya.submit("/settings/second-factor", { _action: "remove" });
    await quiet(post, 1);
    await maya.open("/settings/security");
    await maya.submit("/settings/security", {
      password: lost,
      new_password: next,
    });
    assert.match((await post.mail(2)).text, /Password changed/);
  },
);

onMailingSite(
  "a sign-in from a new place is told by mail, in the language of the account",
  {},
  async (site, post) => {
    await withAddress(site, post, "maya");
    const abroad = site.visitor("203.0.113.77", "ar");
    await abroad.open("/sign-in");
    await abroad.submit("/sign-in", { username: "maya", password });
    const mail = await post.mail(1);
    assert.match(mail.text, /Sign-in from a new device or place/);
    assert.match(mail.text, /203\.0\.113\.0\/24/);
    await abroad.open("/settings/language");
    await abroad.submit("/settings/language", {
      language: "ar",
      time_zone: "Asia/Riyadh",
    });
    await abroad.open("/settings/security");
    await abroad.submit("/settings/security", {
      password: lost,
      new_password: next,
    });
    const arabic = await post.mail(2);
    assert.match(arabic.headers.get("subject")!, /[\u0600-\u06ff]/);
    assert.match(arabic.html, /<html lang="ar" dir="rtl">/);
    assert.match(arabic.text, /[\u0600-\u06ff]/);
    assert.doesNotMatch(arabic.text, /Password/);
  },
);
