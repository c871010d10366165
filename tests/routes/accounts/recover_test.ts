import assert from "node:assert/strict";
import { work } from "@/tests/lib/accounts/_people.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { onSite } from "@/tests/support/app.ts";
import { dumpOf, lost, makeLink, next, recover, signIn } from "./_recovery.ts";
import { codeOf, enrol, forward, MINUTE, STEP } from "./_second_factor.ts";
import { typeCode, withClock } from "./_second_factor.ts";

const open = { REGISTRATION: "open" };

/** A page without what differs from one visit to the next. */
function plain({ html, status }: PlainBrowser, username: string): string {
  return status + html.replace(/name="csrf" value="[^"]*"/g, "")
    .replaceAll(username, "somebody");
}

onSite(
  "A8 a recovery code sets a new password once, ends every session and keeps the second factor",
  {},
  (site) =>
    withClock(async () => {
      const maya = await site.signUp("maya");
      const { seed, codes } = await enrol(maya);
      const phone = await site.visitor().open("/sign-in");
      assert.match(phone.html, /href="\/recover"/);
      await recover(phone, "MAYA", codes[0]!.toUpperCase());
      assert.equal(phone.path, "/sign-in?done=recovered");
      assert.equal(phone.cookies.has("parley"), false, "nobody is signed in");
      await maya.open("/settings/profile");
      assert.match(maya.path, /^\/sign-in/);

      assert.equal(await signIn(phone, "maya", lost), "/sign-in");
      forward(STEP);
      assert.equal(await signIn(phone, "maya", next), "/sign-in/second-step");
      await typeCode(phone, codes[0]!);
      assert.equal(phone.status, 422, "the code is used up");
      await typeCode(phone, codeOf(seed));
      assert.equal(phone.path, "/conversations");
      await phone.open("/settings/security");
      assert.match(phone.html, /data-security-event="password-reset"/);
      assert.match(phone.html, /9 recovery codes left/);

      const again = await recover(site.visitor(), "maya", codes[0]!, lost);
      assert.equal(again.status, 422);
      const app = await recover(site.visitor(), "maya", codeOf(seed, 1), lost);
      assert.equal(app.status, 422, "a code of the app is none");
      const dump = await dumpOf(site.store);
      for (const secret of [next, codes[1]!, codes[1]!.replaceAll("-", "")]) {
        assert.ok(!dump.includes(secret));
      }
    }),
);

onSite("of eight who use one code at once one succeeds", {
  RATE_LIMITS: "off",
}, async (site) => {
  const maya = await site.signUp("maya");
  const { codes } = await enrol(maya);
  const browsers = await Promise.all(
    Array.from({ length: 8 }, () => site.visitor().open("/recover")),
  );
  await Promise.all(browsers.map((browser, i) =>
    browser.submit("/recover", {
      username: "maya",
      code: codes[0]!,
      new_password: `${i} loud herons at dusk`,
    })
  ));
  assert.equal(browsers.filter(({ status }) => status === 422).length, 7);
  const won = browsers.findIndex(({ path }) => path.startsWith("/sign-in?"));
  const right = `${won} loud herons at dusk`;
  assert.equal(
    await signIn(site.visitor(), "maya", right),
    "/sign-in/second-step",
  );
});

onSite(
  "whether there is an account, with codes or without, shows neither in words nor in work",
  open,
  async (site) => {
    const maya = await site.signUp("maya");
    await site.signUp("jonas");
    const { codes } = await enrol(maya);
    const pages = new Map<string, string>();
    for (const username of ["maya", "jonas", "nobody-of-that-name"]) {
      for (const code of ["aaaa-aaaa-aaaa-aaaa", "000000", "nonsense", ""]) {
        const browser = await site.visitor().open("/recover");
        const before = work.hashes;
        await browser.submit("/recover", {
          username,
          code,
          new_password: next,
        });
        assert.equal(work.hashes - before, 1, `${username} ${code}`);
        assert.equal(browser.status, 422);
        assert.match(browser.html, /This did not work/);
        assert.match(browser.html, new RegExp(`value="${username}"`));
        assert.ok(!browser.html.includes(next));
        if (code) assert.ok(!browser.html.includes(`"${code}"`));
        pages.set(`${username} ${code}`, plain(browser, username));
      }
    }
    assert.equal(new Set(pages.values()).size, 1);
    // The fourth try was one too many, and looked like all others; so does a right one.
    const right = await recover(site.visitor(), "maya", codes[0]!);
    assert.equal(plain(right, "maya"), [...pages.values()][0]);
  },
);

onSite(
  "three tries an hour for an account, and a refusal uses no code up",
  {},
  (
    site,
  ) =>
    withClock(async () => {
      const maya = await site.signUp("maya");
      const { codes } = await enrol(maya);
      for (let i = 0; i < 3; i++) {
        const short = await recover(site.visitor(), "maya", codes[0]!, "short");
        assert.match(short.html, /data-error-for="new_password"/, "costs none");
      }
      // Known only to the server, and so refused only behind the right code.
      const named = await recover(
        site.visitor(),
        "maya",
        codes[0]!,
        "Maya2026!?",
      );
      assert.match(named.html, /a name others know/);
      for (let i = 0; i < 3; i++) {
        await recover(site.visitor(), "maya", "aaaa-aaaa-aaaa-aaaa");
      }
      const refused = await recover(site.visitor(), "maya", codes[0]!);
      assert.equal(refused.status, 422);
      forward(60 * MINUTE);
      const later = await recover(site.visitor(), "maya", codes[0]!);
      assert.equal(later.path, "/sign-in?done=recovered");
    }),
);

onSite(
  "one network has twenty tries, and then is told so",
  {},
  async (site) => {
    await site.signUp("maya");
    const thief = site.visitor("203.0.113.7");
    for (let i = 0; i < 20; i++) {
      await recover(thief, `guest${i}`, "aaaa-aaaa-aaaa-aaaa");
      assert.equal(thief.status, 422);
    }
    await recover(thief, "guest", "aaaa-aaaa-aaaa-aaaa");
    assert.equal(thief.status, 429);
    assert.ok(Number(thief.headers.get("retry-after")) > 0);
    assert.match(thief.html, /value="guest"/);
  },
);

onSite("a link that was made ends when a code was used", {}, async (site) => {
  const maya = await site.signUp("maya");
  const { codes } = await enrol(maya);
  const { pathname } = new URL(await makeLink(maya, "maya"));
  await recover(site.visitor(), "maya", codes[0]!);
  assert.equal((await site.visitor().open(pathname)).status, 410);
});

onSite(
  "signing up and changing refuse a well-known password, and say why",
  open,
  async (site) => {
    const maya = await site.signUp("maya");
    const joe = await site.visitor().open("/sign-up");
    assert.match(joe.html, /Four words that do not belong together/);
    for (
      const [typed, sentence] of [
        ["P4$$w0rd2026", /little more than a well-known password/],
        ["1qaz2wsx3edc", /little more than a row of keys/],
        ["Localhost 99", /little more than a name others know/],
        ["joe-parley-1", /little more than a name others know/],
      ] as const
    ) {
      await joe.submit("/sign-up", {
        username: "joe",
        name: "Joe",
        password: typed,
      });
      assert.equal(joe.status, 422);
      assert.match(joe.html, sentence);
      if (typed.startsWith("joe")) continue;
      await maya.open("/settings/security");
      await maya.submit("/settings/security", {
        _action: "change-password",
        password: lost,
        new_password: typed,
      });
      assert.match(maya.html, sentence);
    }
    const typed = ` ${"é".normalize("NFD")} ${
      "🐦 heron on a pier ".repeat(20)
    }`;
    const longest = [...typed].slice(0, 255).join("") + " ";
    await joe.submit("/sign-up", {
      username: "joe",
      name: "Joe",
      password: longest,
    });
    assert.equal(joe.path, "/conversations");
    assert.equal(
      await signIn(site.visitor(), "joe", longest),
      "/conversations",
    );
    assert.equal(
      await signIn(site.visitor(), "joe", longest.trim()),
      "/sign-in",
    );
    assert.equal(
      await signIn(site.visitor(), "joe", longest.normalize("NFC")),
      "/sign-in",
    );
  },
);
