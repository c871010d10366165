import assert from "node:assert/strict";
import { onSite, password, siteOn } from "@/tests/support/app.ts";
import { withStore } from "@/lib/kv/store.ts";

onSite(
  "a new server leads to the first sign-up, which makes the administrator",
  {},
  async (site) => {
    const maya = site.visitor();
    for (const path of ["/", "/sign-in", "/conversations"]) {
      await maya.open(path);
      assert.match(maya.path, /^\/sign-up|^\/sign-in\?next/, path);
    }
    await maya.open("/");
    assert.equal(maya.path, "/sign-up");
    assert.match(maya.html, /Welcome to Parley/);
    assert.doesNotMatch(maya.html, /<script/);
    await maya.submit("/sign-up", { username: "maya", name: "Maya", password });
    assert.equal(maya.status, 200);
    assert.equal(maya.path, "/admin");
    await maya.open("/sign-up");
    assert.equal(maya.path, "/conversations");
  },
);

onSite(
  "A1 from an invite link a new person signs up, out, and in again on another browser, without scripts",
  {},
  async (site) => {
    const maya = await site.signUp("maya");
    const closed = await site.visitor().open("/sign-up");
    assert.equal(closed.status, 403);
    assert.match(closed.html, /You need an invite/);

    await maya.open("/admin");
    await maya.submit("/admin", {
      _action: "create-invite",
      days: "7",
      cap: "1",
    });
    const link = /http:\/\/localhost:8000(\/invite\/[a-z2-7]{26})/.exec(
      maya.html,
    );
    assert.ok(link, "the absolute link can be copied");

    const joe = site.visitor();
    await joe.open(link[1]!);
    assert.match(joe.html, /Maya invites you/);
    await joe.submit("/sign-up", { username: "joe", name: "Joe", password });
    assert.equal(joe.path, "/conversations");
    assert.equal(joe.status, 200);
    await joe.open("/settings/profile");
    await joe.submit("/sign-out");
    assert.match(joe.html, /You are signed out/);
    await joe.open("/settings/privacy");
    assert.equal(joe.path, "/sign-in?next=%2Fsettings%2Fprivacy");

    const other = await site.visitor().open("/sign-in?next=/settings/privacy");
    await other.submit("/sign-in", { username: "JOE", password });
    assert.equal(other.path, "/settings/privacy");
    assert.equal(other.status, 200);

    const late = await site.visitor().open(link[1]!);
    assert.equal(late.status, 410);
    assert.match(late.html, /This invite is over/);
  },
);

onSite(
  "A2 too many wrong passwords refuse the right one, from that network, also after a restart",
  {},
  async (site) => {
    await site.signUp("maya");
    const attacker = await site.visitor("203.0.113.7").open("/sign-in");
    const attempt = (typed: string) =>
      attacker.submit("/sign-in", { username: "maya", password: typed });
    for (let i = 0; i < 5; i++) {
      await attempt("not the herons");
      assert.equal(attacker.status, 422);
      assert.match(attacker.html, /do not belong together/);
      assert.match(attacker.html, /value="maya"/);
      assert.doesNotMatch(attacker.html, /not the herons/);
    }
    for (let i = 0; i < 6; i++) await attempt("not the herons");
    await attempt(password);
    assert.equal(attacker.status, 429);
    assert.ok(Number(attacker.headers.get("retry-after")) > 0);
    assert.match(attacker.html, /value="maya"/);

    const restarted = siteOn(site.store, {});
    await withStore(site.store, async () => {
      const again = await restarted.visitor("203.0.113.7").open("/sign-in");
      await again.submit("/sign-in", { username: "maya", password });
      assert.equal(again.status, 429);
      const elsewhere = await restarted.visitor("192.0.2.1").open("/sign-in");
      await elsewhere.submit("/sign-in", { username: "maya", password });
      assert.equal(elsewhere.status, 200);
    });
  },
);

onSite(
  "A2 a success gives the attempt back, so that signing in often is no attack",
  {},
  async (site) => {
    await site.signUp("maya");
    for (let i = 0; i < 12; i++) {
      const maya = await site.visitor("203.0.113.7").open("/sign-in");
      await maya.submit("/sign-in", { username: "maya", password });
      assert.equal(maya.status, 200);
    }
  },
);

onSite("six sign-ups from one network are enough; a typing error costs none", {
  REGISTRATION: "open",
}, async (site) => {
  await site.signUp("maya");
  const join = async (username: string, typed = password) => {
    const browser = await site.visitor("203.0.113.7").open("/sign-up");
    await browser.submit("/sign-up", { username, name: "N", password: typed });
    return browser;
  };
  for (let i = 0; i < 8; i++) {
    assert.equal((await join("x", "short")).status, 422);
  }
  for (let i = 0; i < 6; i++) {
    assert.equal((await join(`guest${i}`)).path, "/conversations");
  }
  const seventh = await join("guest7");
  assert.equal(seventh.status, 429);
  assert.match(seventh.html, /value="guest7"/);
});

onSite(
  "a refused sign-up shows what was typed and what is allowed, at the field",
  { REGISTRATION: "open" },
  async (site) => {
    await site.signUp("maya");
    const joe = await site.visitor().open("/sign-up");
    await joe.submit("/sign-up", {
      username: "MАYA", // the first A is Cyrillic
      name: '<b &lt; "Joe"',
      password: "a good loud heron",
    });
    assert.equal(joe.status, 422);
    assert.match(joe.html, /data-error-for="username"/);
    assert.match(joe.html, /aria-invalid="true"/);
    assert.match(joe.html, /taken, or looks like one/);
    const fields = new Map(joe.form("/sign-up").fields);
    assert.equal(fields.get("username"), "MАYA");
    assert.equal(fields.get("name"), '<b &lt; "Joe"');
    assert.equal(fields.get("password"), "");
    assert.doesNotMatch(joe.html, /a good loud heron/);
  },
);

onSite(
  "what makes a password good stands at its field before anything is wrong, without script, and holds",
  {},
  async (site) => {
    const maya = await site.visitor().open("/sign-up");
    assert.doesNotMatch(maya.html, /<script/);
    const hint = /id="field-password-hint">([^<]*)</.exec(maya.html)?.[1] ?? "";
    assert.match(hint, /At least 10 characters/);
    assert.match(hint, /Four words .* are easy to remember and hard to guess/);
    assert.match(hint, /well-known passwords are refused, with numbers behind/);
    const names = { username: "maya", name: "Maya" };
    for (const password of ["ninechars", "password2026!", "Maya Maya 2026"]) {
      await maya.submit("/sign-up", { ...names, password });
      assert.equal(maya.status, 422, password);
    }
    const password = "kettle ravine heron dusk";
    await maya.submit("/sign-up", { ...names, password });
    assert.equal(maya.status, 200);
  },
);

onSite(
  "after signing in one goes on to a page here and never elsewhere",
  {},
  async (site) => {
    await site.signUp("maya");
    for (
      const next of [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
      ]
    ) {
      const maya = await site.visitor().open(
        `/sign-in?next=${encodeURIComponent(next)}`,
      );
      await maya.submit("/sign-in", { username: "maya", password, next });
      assert.equal(maya.path, "/conversations");
    }
  },
);

onSite(
  "the entrance speaks the browser's language, right to left where that is due",
  {},
  async (site) => {
    await site.signUp("maya");
    const page = await site.visitor("192.0.2.9", "ar-JO,ar;q=0.9").open(
      "/sign-in",
    );
    assert.match(page.html, /<html lang="ar" dir="rtl"/);
    assert.match(page.html, /تسجيل الدخول/);
  },
);
