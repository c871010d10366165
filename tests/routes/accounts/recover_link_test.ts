import assert from "node:assert/strict";
import { work } from "@/tests/lib/accounts/_people.ts";
import { dumpOf, follow, lost, makeLink, next, signIn } from "./_recovery.ts";
import {
  askForLink,
  linkIn,
  onMailingSite,
  pathIn,
  quiet,
  withAddress,
} from "./_mail.ts";
import { onSite } from "@/tests/support/app.ts";
import { codeOf, enrol, forward, MINUTE, STEP } from "./_second_factor.ts";
import { typeCode, withClock } from "./_second_factor.ts";

onMailingSite(
  "A8 a link that comes by mail sets a new password once, ends every session and keeps the second factor",
  {},
  (site, post) =>
    withClock(async () => {
      const maya = await withAddress(site, post, "maya");
      const { seed } = await enrol(maya);
      await post.mail();
      post.mails.length = 0;

      const phone = await site.visitor().open("/sign-in");
      await phone.open("/recover");
      assert.match(phone.html, /href="\/recover\/link"/);
      await askForLink(phone, "MAYA");
      assert.equal(phone.path, "/recover/link?done=sent");
      const mail = await post.mail();
      assert.deepEqual(mail.to, ["maya@example.org"]);
      assert.match(linkIn(mail), /\/recover\/[a-z2-7]{32}$/);
      const token = pathIn(mail).split("/").at(-1)!;

      // Whatever scans mails opens the link first: that uses nothing up.
      for (let i = 0; i < 3; i++) {
        const scanner = await site.visitor().open(pathIn(mail));
        assert.equal(scanner.status, 200);
      }
      await follow(phone, linkIn(mail));
      assert.equal(phone.path, "/sign-in?done=recovered");
      assert.equal(phone.cookies.has("parley"), false, "nobody is signed in");
      await maya.open("/settings/profile");
      assert.match(maya.path, /^\/sign-in/, "every session ends");
      const told = await post.mail(2);
      assert.match(told.text, /New password set without the old one/);

      assert.equal(await signIn(phone, "maya", lost), "/sign-in");
      forward(STEP);
      assert.equal(await signIn(phone, "maya", next), "/sign-in/second-step");
      await typeCode(phone, codeOf(seed));
      assert.equal(phone.path, "/conversations");
      await phone.open("/settings/security");
      assert.match(phone.html, /data-security-event="reset-link-mailed"/);

      const again = await follow(site.visitor(), linkIn(mail), lost);
      assert.equal(again.status, 410, "it was used");
      assert.ok(!(await dumpOf(site.store)).includes(token));
    }),
);

onMailingSite(
  "A8 a link by mail is over after an hour, after a newer one and after one an administrator made",
  {},
  (site, post) =>
    withClock(async () => {
      const maya = await withAddress(site, post, "maya");
      await askForLink(site.visitor(), "maya@EXAMPLE.org");
      const first = await post.mail(1);
      await askForLink(site.visitor(), "maya");
      const second = await post.mail(2);
      assert.equal((await follow(site.visitor(), linkIn(first))).status, 410);
      await makeLink(maya, "maya");
      await post.mail(3);
      assert.equal((await follow(site.visitor(), linkIn(second))).status, 410);
      post.mails.length = 0;
      await askForLink(site.visitor(), "maya");
      const third = await post.mail();
      forward(59 * MINUTE);
      const page = await site.visitor().open(pathIn(third));
      assert.equal(page.status, 200);
      forward(MINUTE);
      await page.submit(pathIn(third), { new_password: next });
      assert.equal(page.status, 410);
    }),
);

onMailingSite(
  "of eight who use one mailed link at once one succeeds",
  { RATE_LIMITS: "off" },
  async (site, post) => {
    await withAddress(site, post, "maya");
    await askForLink(site.visitor(), "maya");
    const path = pathIn(await post.mail());
    const browsers = await Promise.all(
      Array.from({ length: 8 }, () => site.visitor().open(path)),
    );
    await Promise.all(
      browsers.map((browser, i) =>
        browser.submit(path, { new_password: `${i} loud herons at dusk` })
      ),
    );
    const won = browsers.filter(({ path }) => path.startsWith("/sign-in?done"));
    assert.equal(won.length, 1);
    assert.equal(browsers.filter(({ status }) => status === 410).length, 7);
  },
);

onMailingSite(
  "a link in a mail begins with ORIGIN, whatever Host the request bears",
  { RATE_LIMITS: "off" },
  async (site, post) => {
    await withAddress(site, post, "maya");
    const visitor = await site.visitor().open("/recover/link");
    const form = visitor.form("/recover/link");
    const fields = form.fields.map(([name, value]): [string, string] => [
      name,
      name === "username" ? "maya" : value,
    ]);
    let sent = 0;
    for (
      const forged of [
        { host: "evil.example" },
        { "x-forwarded-host": "evil.example", forwarded: "host=evil.example" },
      ]
    ) {
      const response = await site.send("/recover/link", {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "cookie": [...visitor.cookies].map((pair) => pair.join("=")).join(
            "; ",
          ),
          ...forged,
        },
      });
      await response.body?.cancel();
      if (response.status !== 303) continue;
      const mail = await post.mail(++sent);
      assert.ok(!mail.raw.includes("evil.example"));
      linkIn(mail);
    }
    assert.ok(sent > 0, "no request passed");
  },
);

onMailingSite(
  "whether there is an account, and whether it has an address, shows neither in words nor in work",
  {},
  async (site, post, rest) => {
    await withAddress(site, post, "maya");
    await site.signUp("jonas");
    // So that nobody but the requests writes.
    await rest();
    const { kv } = site.store;
    const counts = new Set<string>();
    const pages = new Set<string>();
    // Writes of a request are what takes time; reads go by the questions asked.
    const real = kv.atomic.bind(kv);
    let commits = 0;
    kv.atomic = () => {
      commits++;
      return real();
    };
    const before = work.hashes;
    for (
      const who of [
        "maya",
        "maya@example.org",
        "jonas",
        "jonas@example.org",
        "nobody-of-that-name",
        "no\u200ebody",
        "@",
        "x".repeat(10_000),
      ]
    ) {
      const browser = await site.visitor().open("/recover/link");
      const form = browser.form("/recover/link");
      const body = new URLSearchParams(
        form.fields.map(([name, value]): [string, string] => [
          name,
          name === "username" ? who : value,
        ]),
      );
      await site.store.idle();
      commits = 0;
      const answer = await browser.request("/recover/link", {
        method: "POST",
        body,
      });
      assert.equal(answer.status, 303, who.slice(0, 30));
      assert.ok(commits > 0);
      counts.add(`${commits} ${await answer.text()}`);
      pages.add(answer.headers.get("location") ?? "");
    }
    assert.equal(work.hashes, before, "no password is hashed for it");
    assert.deepEqual([...pages], ["/recover/link?done=sent"]);
    assert.equal(counts.size, 1, [...counts].join("\n"));
  },
);

onMailingSite(
  "three links an hour for an account, by whichever name, and the fourth is refused without a word",
  {},
  (site, post) =>
    withClock(async () => {
      await withAddress(site, post, "maya");
      for (const who of ["maya", "MAYA@example.org", "maya", "maya"]) {
        const asked = await askForLink(site.visitor(), who);
        assert.equal(asked.path, "/recover/link?done=sent");
      }
      await post.mail(3);
      await quiet(post, 3);
      forward(60 * MINUTE);
      await askForLink(site.visitor(), "maya");
      await post.mail(4);
    }),
);

onMailingSite(
  "a link by mail needs a name, and one network has twenty tries",
  {},
  async (site) => {
    const empty = await askForLink(site.visitor(), "  ");
    assert.equal(empty.status, 422);
    assert.match(empty.html, /data-error-for="username"/);
    const thief = site.visitor("203.0.113.7");
    for (let i = 0; i < 20; i++) {
      await askForLink(thief, `guest${i}`);
      assert.equal(thief.path, "/recover/link?done=sent");
    }
    await askForLink(thief, "guest");
    assert.equal(thief.status, 429);
    assert.match(thief.html, /value="guest"/);
  },
);

onSite("where no mail is sent nobody is offered any", {}, async (site) => {
  const maya = await site.signUp("maya");
  const phone = await site.visitor().open("/recover");
  assert.doesNotMatch(phone.html, /\/recover\/link/);
  assert.match(phone.html, /This server sends no mail/);
  await phone.open("/recover/link");
  assert.equal(phone.path, "/recover");
  await maya.open("/settings/security");
  assert.doesNotMatch(maya.html, /\/settings\/mail/);
  await maya.open("/settings/mail");
  assert.match(maya.html, /This server sends no mail/);
  await maya.open("/admin/mail");
  assert.match(maya.html, /Set SMTP_URL and ORIGIN/);
});
