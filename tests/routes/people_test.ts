import assert from "node:assert/strict";
import { onSite, type Site } from "@/tests/support/app.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { bytes, exif, GPS, jpeg, png } from "@/tests/lib/accounts/_pictures.ts";

const open = { REGISTRATION: "open" } as const;

/** Sends the profile form with files in it, as a browser without scripts does. */
async function save(
  browser: PlainBrowser,
  values: Record<string, string | Blob>,
): Promise<PlainBrowser> {
  await browser.open("/settings/profile");
  const { fields } = browser.form("/settings/profile", "save");
  const body = new FormData();
  for (const [name, value] of fields) {
    if (!(name in values)) body.append(name, value);
  }
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "string") body.append(name, value);
    else body.append(name, value, "holiday.jpg");
  }
  return await browser.open("/settings/profile", { method: "POST", body });
}

async function cast(site: Site) {
  const maya = await site.signUp("maya");
  const jonas = await site.signUp("jonas");
  const amina = await site.signUp("amina");
  await maya.open("/people/jonas");
  await maya.submit("/conversations");
  assert.match(maya.path, /^\/conversations\/[0-9a-f-]+$/, "one button");
  return { maya, jonas, amina, talk: maya.path };
}

onSite(
  "people are found, have a page, and one button starts the conversation",
  open,
  async (site) => {
    const { maya, jonas } = await cast(site);
    await maya.open("/people");
    assert.match(maya.html, /href="\/people\/jonas"/);
    assert.match(maya.html, /@maya<\/bdi> · you/);
    await maya.open("/people?q=jon");
    assert.match(maya.html, /href="\/people\/jonas"/);
    assert.doesNotMatch(maya.html, /href="\/people\/amina"/);
    await maya.open("/people?q=%3Cb%3E");
    assert.match(maya.html, /Nobody here is called “&lt;b/);
    await jonas.open("/people/jonas");
    assert.match(jonas.html, /Edit profile/);
    await jonas.open("/people/nobody");
    assert.equal(jonas.status, 404);
    const stranger = await site.visitor().open("/people/jonas");
    assert.match(stranger.path, /^\/sign-in/);
  },
);

onSite("the page shows each viewer what is for them", open, async (site) => {
  const { maya, jonas, amina } = await cast(site);
  await save(jonas, {
    pronouns: "he/him",
    status_emoji: "🌴",
    status: "On the water",
    bio: "I repair <boats>.",
    mail: "jonas@example.org",
    mail_visibility: "contacts",
    phone: "+49 30 1234567",
    phone_visibility: "nobody",
    web: "example.org/jonas",
    web_visibility: "everybody",
  });
  assert.equal(jonas.status, 200);
  assert.match(jonas.html, /Saved\./);
  await maya.open("/people/jonas");
  assert.match(maya.html, /he\/him/);
  assert.match(maya.html, /🌴 <bdi>On the water/);
  assert.match(maya.html, /I repair &lt;boats/);
  assert.match(maya.html, /mailto:jonas@example\.org/);
  assert.doesNotMatch(maya.html, /1234567/);
  await amina.open("/people/jonas");
  assert.doesNotMatch(amina.html, /mailto:|1234567/);
  assert.match(
    amina.html,
    /href="https:\/\/example\.org\/jonas" rel="nofollow/,
  );
  await jonas.open("/people/jonas");
  assert.match(jonas.html, /tel:\+49301234567/);
});

onSite(
  "a picture of a telephone is shown to others without where it was taken",
  open,
  async (site) => {
    const { maya, jonas, talk } = await cast(site);
    const file = new Blob([jpeg({ extra: exif(6) })]);
    await save(jonas, { picture: file });
    assert.equal(jonas.status, 200);
    await maya.open(talk);
    const [, src = ""] = /<img src="([^"]+)"/.exec(maya.html) ?? [];
    const path = src.replaceAll("&amp;", "&");
    const got = await maya.request(path);
    assert.equal(got.status, 200);
    assert.equal(got.headers.get("content-type"), "image/jpeg");
    assert.match(got.headers.get("content-security-policy")!, /sandbox/);
    assert.equal(got.headers.get("x-content-type-options"), "nosniff");
    assert.match(got.headers.get("cache-control")!, /private.*immutable/);
    const text = new TextDecoder("latin1").decode(await got.arrayBuffer());
    assert.ok(!text.includes(GPS) && text.includes("Exif\0\0MM"));
    const etag = got.headers.get("etag")!;
    const again = await maya.request(path, {
      headers: { "if-none-match": etag },
    });
    assert.equal(again.status, 304);
    const old = await maya.request("/people/jonas/picture?v=old&size=48");
    assert.match(old.headers.get("cache-control")!, /no-cache/);
    await old.body?.cancel();
    const stranger = await site.visitor().request(path);
    assert.equal(
      stranger.status,
      303,
      "pictures are for those who are signed in",
    );
    await save(jonas, { picture_remove: "on" });
    const gone = await maya.request(path);
    assert.equal(gone.status, 404);
    await gone.body?.cancel();
  },
);

onSite(
  "a file that is no picture is refused with a sentence, and the form is kept",
  open,
  async (site) => {
    const maya = await site.signUp("maya");
    const wrong: [Blob, RegExp][] = [
      [new Blob([bytes("<svg onload='alert(1)'/>")]), /no picture we can show/],
      [new Blob([png().slice(0, 60)]), /damaged or ends too early/],
      [new Blob([jpeg({ width: 5_000 })]), /too large to show/],
      [new Blob([png(), new Uint8Array(1_500_000)]), /larger than 1 MB/],
    ];
    for (const [picture, sentence] of wrong) {
      await save(maya, { picture, bio: "Kept words", status_emoji: "🌴" });
      assert.equal(maya.status, 422);
      assert.match(maya.html, /data-error-for="picture"/);
      assert.match(maya.html, sentence);
      assert.match(maya.html, /Kept words<\/textarea>/);
      assert.match(maya.html, /value="🌴"/);
    }
    const huge = new Blob([new Uint8Array(5_000_000)]);
    await save(maya, { picture: huge });
    assert.equal(maya.status, 413);
    await maya.open("/people/maya");
    assert.doesNotMatch(maya.html, /Kept words|<img/, "nothing was stored");
  },
);

onSite(
  "small pictures are taken only from a square of their size",
  open,
  async (site) => {
    const maya = await site.signUp("maya");
    const square = (side: number) =>
      new Blob([png({ width: side, height: side })]);
    await save(maya, {
      picture: square(100),
      picture_128: square(127),
      picture_48: square(48),
    });
    const length = async (size: number) => {
      const got = await maya.request(`/people/maya/picture?size=${size}`);
      return (await got.arrayBuffer()).byteLength;
    };
    assert.notEqual(await length(48), await length(512));
    assert.equal(
      await length(128),
      await length(512),
      "the wrong one is left out",
    );
  },
);

onSite("old links lead to the new name", open, async (site) => {
  const { maya, jonas } = await cast(site);
  await jonas.open("/settings/profile");
  await jonas.submit("/settings/profile", {
    _action: "username",
    username: "Weber",
  });
  assert.match(jonas.html, /Your username is changed/);
  await maya.open("/people/jonas");
  assert.equal(maya.path, "/people/weber");
  await jonas.open("/settings/profile");
  await jonas.submit("/settings/profile", {
    _action: "username",
    username: "maya",
  });
  assert.equal(jonas.status, 422);
  assert.match(jonas.html, /data-error-for="username"/);
  assert.equal(
    jonas.form("/settings/profile", "username").fields.find(([n]) =>
      n === "username"
    )?.[1],
    "maya",
  );
});

onSite(
  "A11 do-not-disturb stands beside the name, without scripts too",
  open,
  async (site) => {
    const { maya, jonas, talk } = await cast(site);
    await jonas.open("/settings/profile");
    await jonas.submit("/settings/profile", {
      _action: "quiet",
      quiet_for: "60",
    });
    assert.match(jonas.html, /On until \d/);
    for (const path of [talk, "/people/jonas"]) {
      await maya.open(path);
      assert.match(maya.html, /Do not disturb until \d/, path);
    }
    await jonas.submit("/settings/profile", {
      _action: "quiet",
      quiet_for: "off",
    });
    await maya.open(talk);
    assert.doesNotMatch(maya.html, /Do not disturb/);
    assert.match(
      maya.html,
      /data-of="\w+">Online</,
      "he was here a moment ago",
    );
  },
);

onSite(
  "a page says whom it shows; garbage there harms nobody",
  open,
  async (site) => {
    const maya = await site.signUp("maya");
    await maya.open("/settings/profile");
    const csrf = new Map(maya.form("/settings/profile").fields).get("csrf") ??
      "";
    const send = (state: string, see: string) =>
      maya.request("/presence", {
        method: "POST",
        body: new URLSearchParams({ csrf, state, see }),
      });
    for (
      const [state, see] of [["active", ""], ["here", "x y z"], [
        "?",
        "é ".repeat(500),
      ], ["away", "1"]]
    ) {
      assert.equal((await send(state!, see!)).status, 303);
    }
    const bare = await maya.request("/presence", { method: "POST" });
    assert.ok(bare.status >= 400 && bare.status < 500);
    await bare.body?.cancel();
  },
);
