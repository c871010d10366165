import assert from "node:assert/strict";
import { onSite, password } from "@/tests/support/app.ts";

onSite(
  "A7 sessions are listed with device and last use, and ending one makes its next request fail",
  {},
  async (site) => {
    const maya = await site.signUp("maya");
    const phone = await site.visitor().open("/sign-in");
    await phone.open("/sign-in", {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "user-agent":
          "Mozilla/5.0 (Android 16; Mobile; rv:153.0) Firefox/153.0",
      },
      body: new URLSearchParams([
        ...phone.form("/sign-in").fields.filter(([name]) =>
          name === "csrf"
        ) as [string, string][],
        ["username", "maya"],
        ["password", password],
      ]).toString(),
    });
    assert.equal(phone.status, 200);
    await maya.open("/settings/security");
    assert.match(maya.html, /Firefox · Android/);
    assert.match(maya.html, /Last used now/);
    const rows = [...maya.html.matchAll(/data-session-id="(\w+)"/g)];
    assert.equal(rows.length, 2);
    const other = /name="session" value="(\w+)"/.exec(maya.html)?.[1] ?? "";
    await maya.submit("/settings/security", {
      _action: "end-session",
      session: other,
    });
    assert.match(maya.html, /The session is ended/);
    await phone.open("/settings/profile");
    assert.equal(phone.path, "/sign-in?next=%2Fsettings%2Fprofile");
    await maya.open("/settings/profile");
    assert.equal(maya.status, 200);
  },
);

onSite(
  "a new password signs out everywhere else and goes on here",
  {},
  async (site) => {
    const maya = await site.signUp("maya");
    const phone = await site.visitor().open("/sign-in");
    await phone.submit("/sign-in", { username: "maya", password });
    const change = async (current: string, next: string) => {
      await maya.open("/settings/security");
      return await maya.submit("/settings/security", {
        _action: "change-password",
        password: current,
        new_password: next,
      });
    };
    await change("not the herons", "four loud herons");
    assert.equal(maya.status, 422);
    assert.match(maya.html, /data-error-for="password"/);
    await change(password, "short");
    assert.match(maya.html, /data-error-for="new_password"/);
    await change(password, "four loud herons");
    assert.equal(maya.status, 200);
    assert.match(maya.html, /Your password is changed/);
    await phone.open("/settings/profile");
    assert.match(phone.path, /^\/sign-in/);
    await phone.submit("/sign-in", { username: "maya", password });
    assert.equal(phone.status, 422);
    await phone.submit("/sign-in", {
      username: "maya",
      password: "four loud herons",
    });
    assert.equal(phone.status, 200);
  },
);

onSite(
  "I2 I6 theme and language follow the account to another browser, and stay at the entrance",
  {},
  async (site) => {
    const maya = await site.signUp("maya");
    await maya.open("/settings/appearance");
    await maya.submit("/settings/appearance", { theme: "contrast" });
    await maya.open("/settings/language");
    await maya.submit("/settings/language", {
      language: "ar",
      time_zone: "Asia/Amman",
    });
    assert.match(maya.html, /<html lang="ar" dir="rtl" data-theme="contrast"/);
    const other = await site.visitor().open("/sign-in");
    assert.match(other.html, /<html lang="en" dir="ltr" data-theme="system"/);
    await other.submit("/sign-in", { username: "maya", password });
    assert.match(other.html, /<html lang="ar" dir="rtl" data-theme="contrast"/);
    await other.open("/settings/profile");
    await other.submit("/sign-out");
    assert.match(other.html, /<html lang="ar" dir="rtl" data-theme="contrast"/);
  },
);

onSite(
  "a time zone is listed by today's name, and one that was chosen by an old name is found",
  {},
  async (site) => {
    const maya = await site.signUp("maya");
    const chosen = () =>
      Object.fromEntries(maya.form("/settings/language").fields).time_zone;
    for (const time_zone of ["Asia/Katmandu", "Asia/Kathmandu"]) {
      await maya.open("/settings/language");
      assert.doesNotMatch(maya.html, /Asia\/Katmandu/);
      await maya.submit("/settings/language", { time_zone });
      assert.equal(maya.path, "/settings/language?done=saved");
      assert.equal(chosen(), "Asia/Kathmandu");
      await maya.open("/settings/language");
      await maya.submit("/settings/language", { time_zone: "" });
      assert.equal(chosen(), "");
    }
  },
);

onSite(
  "a refused setting keeps what was typed and changes nothing",
  {},
  async (site) => {
    const maya = await site.signUp("maya");
    await maya.open("/settings/profile");
    await maya.submit("/settings/profile", { name: "  " });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /data-error-for="name"/);
    await maya.open("/settings/profile");
    assert.equal(
      new Map(maya.form("/settings/profile").fields).get("name"),
      "Maya",
    );
    await maya.submit("/settings/profile", { name: "Amina" });
    assert.match(maya.html, /Saved\./);
    for (
      const [page, values] of [
        ["appearance", { theme: "pink" }],
        ["language", { language: "xx", time_zone: "Mars/North" }],
      ] as const
    ) {
      await maya.open(`/settings/${page}`);
      await maya.submit(`/settings/${page}`, values);
      assert.equal(maya.status, 422, page);
      assert.match(maya.html, /data-error-for/);
    }
  },
);

onSite(
  "receipts and typing are shared until switched off",
  {},
  async (site) => {
    const maya = await site.signUp("maya");
    await maya.open("/settings/privacy");
    const ticked = () =>
      maya.form("/settings/privacy").fields.map(([name]) => name)
        .filter((name) => name.startsWith("share_"));
    assert.deepEqual(ticked(), [
      "share_receipts",
      "share_typing",
      "share_presence",
    ]);
    await maya.submit("/settings/privacy", {
      share_receipts: [],
      share_presence: [],
    });
    assert.deepEqual(ticked(), ["share_typing"]);
  },
);

onSite("the administrator's page is not there for others, nor its deeds", {
  REGISTRATION: "open",
}, async (site) => {
  const maya = await site.signUp("maya");
  const joe = await site.signUp("joe");
  await joe.open("/admin");
  assert.equal(joe.status, 404);
  await joe.open("/settings/profile");
  assert.doesNotMatch(joe.html, /href="\/admin"/);
  const csrf = new Map(joe.form("/settings/profile").fields).get("csrf") ?? "";
  const posted = await joe.request("/admin", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrf, registration: "closed" }).toString(),
  });
  assert.equal(posted.status, 404);
  await posted.body?.cancel();
  const stranger = await site.visitor().open("/admin");
  assert.equal(stranger.path, "/sign-in?next=%2Fadmin");
  await maya.open("/admin");
  await maya.submit("/admin", {
    _action: "change-settings",
    registration: "closed",
    edit_window: "15",
  });
  assert.match(maya.html, /Saved\./);
  const shut = await site.visitor().open("/sign-up");
  assert.equal(shut.status, 403);
  assert.match(shut.html, /takes no new accounts/);
  await maya.submit("/admin", {
    _action: "change-settings",
    registration: "open",
    edit_window: "soon",
  });
  assert.equal(maya.status, 422);
  assert.match(maya.html, /data-error-for="edit_window"/);
  assert.match(maya.html, /value="soon"/);
});

onSite("an invite that is taken back lets nobody in", {}, async (site) => {
  const maya = await site.signUp("maya");
  await maya.open("/admin");
  await maya.submit("/admin", {
    _action: "create-invite",
    days: "1",
    cap: "5",
  });
  const code = /data-invite="(\w+)"/.exec(maya.html)?.[1] ?? "";
  const joe = await site.visitor().open(`/invite/${code}`);
  assert.equal(joe.status, 200);
  await maya.submit("/admin", { _action: "revoke-invite", code });
  assert.match(maya.html, /taken back/);
  await joe.submit("/sign-up", { username: "joe", name: "Joe", password });
  assert.equal(joe.status, 403);
  assert.match(joe.html, /This invite is over/);
  await maya.submit("/admin", {
    _action: "create-invite",
    days: "0",
    cap: "x",
  });
  assert.equal(maya.status, 422);
  assert.match(maya.html, /data-error-for="days"/);
  assert.match(maya.html, /data-error-for="cap"/);
});
