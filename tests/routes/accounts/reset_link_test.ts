import assert from "node:assert/strict";
import { onSite } from "@/tests/support/app.ts";
import { dumpOf, follow, lost, makeLink, next, signIn } from "./_recovery.ts";
import { codeOf, enrol, forward, MINUTE, STEP } from "./_second_factor.ts";
import { typeCode, withClock } from "./_second_factor.ts";

const open = { REGISTRATION: "open" };

onSite(
  "A8 a forgotten password is reset by a single-use link that expires",
  open,
  (site) =>
    withClock(async () => {
      const maya = await site.signUp("maya");
      const jonas = await site.signUp("jonas");
      const link = await makeLink(maya, "jonas");
      await maya.open("/admin/people");
      assert.doesNotMatch(maya.html, /\/recover\//, "shown once");

      const phone = await follow(site.visitor(), link);
      assert.equal(phone.path, "/sign-in?done=recovered");
      assert.match(phone.html, /Your new password is set/);
      assert.equal(phone.cookies.has("parley"), false);
      await jonas.open("/settings/profile");
      assert.match(jonas.path, /^\/sign-in/, "every session ends");
      assert.equal(await signIn(phone, "jonas", lost), "/sign-in");
      assert.equal(await signIn(phone, "jonas", next), "/conversations");
      await phone.open("/settings/security");
      assert.match(phone.html, /data-security-event="reset-link-made"/);
      assert.match(phone.html, /data-security-event="password-reset"/);

      const again = await follow(site.visitor(), link, "five late herons");
      assert.equal(again.status, 410);
      assert.match(again.html, /It was used already, has expired/);
      assert.doesNotMatch(again.html, /jonas/i);

      const late = await makeLink(maya, "jonas");
      forward(59 * MINUTE);
      const page = await site.visitor().open(new URL(late).pathname);
      assert.equal(page.status, 200);
      forward(MINUTE);
      await page.submit(new URL(late).pathname, { new_password: next });
      assert.equal(page.status, 410, "an hour later");
      assert.equal((await follow(site.visitor(), late)).status, 410);
    }),
);

onSite("of eight who use one link at once one succeeds", open, async (site) => {
  const maya = await site.signUp("maya");
  await site.signUp("jonas");
  const { pathname } = new URL(await makeLink(maya, "jonas"));
  const browsers = await Promise.all(
    Array.from({ length: 8 }, () => site.visitor().open(pathname)),
  );
  await Promise.all(
    browsers.map((browser, i) =>
      browser.submit(pathname, { new_password: `${i} loud herons at dusk` })
    ),
  );
  const won = browsers.filter(({ path }) => path.startsWith("/sign-in?done"));
  assert.equal(won.length, 1);
  const over = browsers.filter(({ status }) => status === 410);
  assert.equal(over.length, 7);
  const right = `${browsers.indexOf(won[0]!)} loud herons at dusk`;
  assert.equal(
    await signIn(site.visitor(), "jonas", right),
    "/conversations",
  );
});

onSite(
  "a newer link, a changed password and another link that was used end a link",
  open,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const first = await makeLink(maya, "jonas");
    const second = await makeLink(maya, "jonas");
    assert.equal((await follow(site.visitor(), first)).status, 410);
    await jonas.open("/settings/security");
    await jonas.submit("/settings/security", {
      _action: "change-password",
      password: lost,
      new_password: next,
    });
    assert.match(jonas.html, /Your password is changed/);
    assert.equal((await follow(site.visitor(), second)).status, 410);
  },
);

onSite(
  "a link begins with ORIGIN, whatever Host the administrator's request bears",
  {},
  async (site) => {
    const maya = await site.signUp("maya");
    await maya.open("/admin/people?reset=maya");
    const form = maya.form("/admin/people", "create-reset-link");
    const body = new URLSearchParams(form.fields.map(([k, v]) => [k, v]));
    const statuses: number[] = [];
    for (
      const forged of [
        { host: "evil.example" },
        { "x-forwarded-host": "evil.example", forwarded: "host=evil.example" },
      ]
    ) {
      const response = await site.send("/admin/people", {
        method: "POST",
        body,
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "cookie": [...maya.cookies].map((pair) => pair.join("=")).join("; "),
          ...forged,
        },
      });
      const html = await response.text();
      assert.doesNotMatch(html, /evil\.example/);
      statuses.push(response.status);
      assert.match(
        html,
        /value="http:\/\/localhost:8000\/recover\/[a-z2-7]{32}"/,
      );
      assert.match(html, /ORIGIN is not set/);
    }
    assert.deepEqual(statuses, [200, 200]);
  },
);

onSite(
  "the second factor is kept, and asked for next",
  open,
  (site) =>
    withClock(async () => {
      const maya = await site.signUp("maya");
      const jonas = await site.signUp("jonas");
      const { seed } = await enrol(jonas);
      const waiting = site.visitor();
      forward(STEP);
      await signIn(waiting, "jonas", lost);
      assert.equal(waiting.path, "/sign-in/second-step");
      await follow(site.visitor(), await makeLink(maya, "jonas"));
      await typeCode(waiting, codeOf(seed));
      assert.match(waiting.path, /^\/sign-in\?done=second-step-over/);
      const phone = site.visitor();
      assert.equal(await signIn(phone, "jonas", next), "/sign-in/second-step");
      await typeCode(phone, codeOf(seed));
      assert.equal(phone.path, "/conversations");
    }),
);

onSite(
  "a password that is refused leaves the link good, and is not shown again",
  open,
  async (site) => {
    const maya = await site.signUp("maya");
    await site.signUp("jonas");
    const link = await makeLink(maya, "jonas");
    const phone = site.visitor();
    for (
      const [typed, sentence] of [
        ["short", /has at least 10 characters/],
        ["Jonas-1987!", /a name others know/],
        ["P4ssw0rd2026", /a well-known password/],
      ] as const
    ) {
      await follow(phone, link, typed);
      assert.equal(phone.status, 422);
      assert.match(phone.html, /data-error-for="new_password"/);
      assert.match(phone.html, sentence);
      assert.ok(!phone.html.includes(typed));
    }
    await follow(phone, link);
    assert.equal(phone.path, "/sign-in?done=recovered");
  },
);

onSite(
  "only administrators make links, freshly confirmed, and the store holds none",
  open,
  (site) =>
    withClock(async () => {
      const maya = await site.signUp("maya");
      const jonas = await site.signUp("jonas");
      await jonas.open("/admin/people?reset=maya");
      assert.equal(jonas.status, 404);
      const link = await makeLink(maya, "jonas");
      const token = link.split("/").at(-1)!;
      assert.ok(!(await dumpOf(site.store)).includes(token));
      await follow(site.visitor(), link);
      const dump = await dumpOf(site.store);
      assert.ok(dump.includes("password-reset") && !dump.includes(next));
      forward(16 * MINUTE);
      await maya.open("/admin/people?reset=jonas");
      assert.match(maya.path, /^\/settings\/confirm/);
    }),
);
