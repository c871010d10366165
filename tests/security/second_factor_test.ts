/** Attacks on the second step: guessing, replaying, racing, planting, reading the store. */
import assert from "node:assert/strict";
import { openStore, withStore } from "@/lib/kv/store.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { rawRows } from "@/tests/support/store.ts";
import { onSite, password, type Site, siteOn } from "@/tests/support/app.ts";
import {
  codeOf,
  enrol,
  forward,
  MINUTE,
  STEP,
  typeCode,
  typePassword,
  withClock,
} from "../routes/accounts/_second_factor.ts";

/** Browsers of somebody who knows the password, each before a second step of its own. */
async function waiting(site: Site, count: number): Promise<PlainBrowser[]> {
  const all: PlainBrowser[] = [];
  for (let i = 0; i < count; i++) {
    all.push(await typePassword(site.visitor(`10.0.${i}.1`), "maya"));
  }
  return all;
}

/** How many got in, sending their codes all at once. */
async function race(all: PlainBrowser[], code: string): Promise<number> {
  await Promise.all(all.map((browser) => typeCode(browser, code)));
  for (const { status, path } of all) {
    assert.ok(path === "/conversations" || status === 422, `${status} ${path}`);
  }
  return all.filter(({ cookies }) => cookies.has("parley")).length;
}

onSite("A3 of fifty sign-ins with one code at once exactly one succeeds", {
  RATE_LIMITS: "off",
}, (site) =>
  withClock(async () => {
    const { seed } = await enrol(await site.signUp("maya"));
    forward(STEP);
    assert.equal(await race(await waiting(site, 50), codeOf(seed)), 1);
  }));

onSite(
  "A3 of fifty sign-ins with one recovery code at once exactly one succeeds",
  { RATE_LIMITS: "off" },
  (site) =>
    withClock(async () => {
      const { codes } = await enrol(await site.signUp("maya"));
      assert.equal(await race(await waiting(site, 50), codes[0]!), 1);
      const [late] = await waiting(site, 1);
      assert.equal((await typeCode(late!, codes[0]!)).status, 422);
      assert.equal((await typeCode(late!, codes[1]!)).path, "/conversations");
    }),
);

onSite("A3 of fifty second steps under one cookie at once one session begins", {
  RATE_LIMITS: "off",
}, (site) =>
  withClock(async () => {
    const { seed, codes } = await enrol(await site.signUp("maya"));
    forward(STEP);
    const [thief] = await waiting(site, 1);
    const form = thief!.form("/sign-in/second-step").fields;
    const got = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const code = i % 2 ? codeOf(seed) : codes[i % 10]!;
        const body = new URLSearchParams([
          ...form as [string, string][],
          ["code", code],
        ].filter(([name, value]) => name !== "code" || value !== ""));
        const response = await thief!.send(
          new Request(`${thief!.origin}/sign-in/second-step`, {
            method: "POST",
            headers: {
              "content-type": "application/x-www-form-urlencoded",
              cookie: [...thief!.cookies].map((pair) => pair.join("=")).join(
                "; ",
              ),
            },
            body: body.toString(),
            redirect: "manual",
          }),
        );
        await response.body?.cancel();
        return response.headers.getSetCookie().some((line) =>
          /^parley=[a-z2-7]/.test(line)
        );
      }),
    );
    assert.equal(got.filter((one) => one).length, 1);
  }));

onSite(
  "A3 a code is good a step early and late, once, and never after a later one",
  { RATE_LIMITS: "off" },
  (site) =>
    withClock(async () => {
      const { seed } = await enrol(await site.signUp("maya"));
      forward(10 * STEP);
      const browsers = await waiting(site, 8);
      const opens = async (offset: number) => {
        const browser = browsers.pop()!;
        return (await typeCode(browser, codeOf(seed, offset))).path ===
          "/conversations";
      };
      assert.equal(await opens(-2), false);
      assert.equal(await opens(2), false);
      assert.equal(await opens(-1), true);
      assert.equal(await opens(-1), false, "a second time");
      assert.equal(await opens(1), true);
      assert.equal(await opens(0), false, "an earlier step after a later one");
      forward(2 * STEP);
      assert.equal(await opens(-1), false, "the same code, a step later");
      assert.equal(await opens(0), true);
    }),
);

onSite(
  "the code that turned it on signs nobody in",
  {},
  (site) =>
    withClock(async () => {
      const { seed } = await enrol(await site.signUp("maya"));
      const [thief] = await waiting(site, 1);
      assert.equal((await typeCode(thief!, codeOf(seed))).status, 422);
    }),
);

onSite(
  "A3 five wrong codes refuse the right one, whatever network and browser they come from, also after a restart",
  {},
  (site) =>
    withClock(async () => {
      const { seed, codes } = await enrol(await site.signUp("maya"));
      forward(STEP);
      const [first, second] = await waiting(site, 2);
      const wrong = codeOf(seed, 7);
      for (let i = 0; i < 5; i++) {
        const browser = i % 2 ? first! : second!;
        assert.equal((await typeCode(browser, wrong)).status, 422, `${i}`);
      }
      const refused = async (browser: PlainBrowser, code: string) => {
        await typeCode(browser, code);
        assert.equal(browser.status, 429);
        assert.ok(Number(browser.headers.get("retry-after")) > 600);
        assert.equal(browser.cookies.has("parley"), false);
      };
      await refused(first!, codeOf(seed));
      await refused(second!, codes[0]!);
      const restarted = siteOn(site.store, {});
      await withStore(site.store, async () => {
        const again = restarted.visitor("192.0.2.77");
        await refused(await typePassword(again, "maya"), codeOf(seed));
        forward(15 * MINUTE);
        await typeCode(await typePassword(again, "maya"), codeOf(seed));
        assert.equal(again.path, "/conversations");
      });
    }),
);

onSite(
  "a planted cookie is never taken over, and one person's step opens no other account",
  { REGISTRATION: "open" },
  (site) =>
    withClock(async () => {
      const maya = await enrol(await site.signUp("maya"));
      const mallory = await enrol(await site.signUp("mallory"));
      forward(STEP);
      const planted = "a".repeat(32);
      const victim = site.visitor();
      victim.cookies.set("parley_second_step", planted);
      await victim.open("/sign-in/second-step");
      assert.match(victim.path, /^\/sign-in\?done=second-step-over/);
      victim.cookies.set("parley_second_step", planted);
      await typePassword(victim, "maya");
      const given = victim.cookies.get("parley_second_step");
      assert.match(given ?? "", /^[a-z2-7]{32}$/);
      assert.notEqual(given, planted);
      const session = "b".repeat(32);
      victim.cookies.set("parley", session);
      await typeCode(victim, codeOf(maya.seed));
      assert.equal(victim.path, "/conversations");
      assert.notEqual(victim.cookies.get("parley"), session);

      // Used up: who kept the cookie has nothing.
      const thief = site.visitor();
      await thief.open("/sign-in");
      thief.cookies.set("parley_second_step", given!);
      await thief.open("/sign-in/second-step");
      assert.match(thief.path, /^\/sign-in\?done=second-step-over/);

      const hers = await typePassword(site.visitor(), "maya");
      assert.equal((await typeCode(hers, codeOf(mallory.seed))).status, 422);
      assert.equal((await typeCode(hers, mallory.codes[0]!)).status, 422);
    }),
);

onSite(
  "a new password ends every wait for a second step",
  {},
  (site) =>
    withClock(async () => {
      const maya = await site.signUp("maya");
      const { seed } = await enrol(maya);
      forward(STEP);
      const [thief] = await waiting(site, 1);
      await maya.open("/settings/security");
      await maya.submit("/settings/security", {
        _action: "change-password",
        password,
        new_password: "four loud herons",
      });
      assert.equal(maya.status, 200);
      await typeCode(thief!, codeOf(seed));
      assert.match(thief!.path, /^\/sign-in\?done=second-step-over/);
      assert.equal(thief!.cookies.has("parley"), false);
    }),
);

Deno.test("a thief of the store finds no seed, no code and no password in it", async () => {
  const folder = await Deno.makeTempDir();
  const store = await openStore(`${folder}/parley.db`, "a secret of tests");
  try {
    await withStore(store, () =>
      withClock(async () => {
        const site = siteOn(store, { RATE_LIMITS: "off" });
        const { seed, codes } = await enrol(await site.signUp("maya"));
        forward(STEP);
        const phone = await typePassword(site.visitor(), "maya");
        const pending = phone.cookies.get("parley_second_step")!;
        await typeCode(phone, codes[0]!);
        await typePassword(site.visitor(), "maya");
        await store.idle();
        let all = "";
        for await (const { name } of Deno.readDir(folder)) {
          const bytes = await Deno.readFile(`${folder}/${name}`);
          all += new TextDecoder("latin1").decode(bytes);
        }
        const rows = (await rawRows(store)).map(({ text }) => text).join("\n");
        assert.match(rows, /"recovery_codes"/);
        assert.ok(all.includes("totp"), "the scan reads what is stored");
        const raw = new TextDecoder("latin1").decode(seed);
        const secrets = [
          password,
          pending,
          phone.cookies.get("parley")!,
          raw,
          seed.toHex(),
          seed.toBase64(),
          JSON.stringify(Object.fromEntries(seed.entries())).slice(1, -1),
          ...codes.flatMap((code) => [code, code.replaceAll("-", "")]),
        ];
        for (const secret of secrets) {
          assert.ok(!all.includes(secret) && !rows.includes(secret), secret);
        }
      }));
  } finally {
    store.close();
    await Deno.remove(folder, { recursive: true });
  }
});
