import assert from "node:assert/strict";
import { onSite, password } from "@/tests/support/app.ts";
import {
  codeOf,
  enrol,
  forward,
  MINUTE,
  STEP,
  typeCode,
  typePassword,
  withClock,
} from "./_second_factor.ts";

onSite(
  "A3 After enrolling by QR, a correct password alone does not sign in; a used recovery code fails the second time",
  {},
  (site) =>
    withClock(async () => {
      const maya = await site.signUp("maya");
      await maya.open("/settings/security");
      assert.match(maya.html, /href="\/settings\/second-factor"/);
      const { seed, codes } = await enrol(maya);
      assert.equal(seed.length, 20);
      assert.equal(new Set(codes).size, 10);
      for (const code of codes) assert.match(code, /^([a-z2-7]{4}-?){4}$/);

      forward(STEP);
      const phone = site.visitor();
      await typePassword(phone, "maya", "/settings/privacy");
      assert.equal(
        phone.path,
        "/sign-in/second-step?next=%2Fsettings%2Fprivacy",
      );
      assert.match(phone.html, /@maya/);
      assert.equal(phone.cookies.has("parley"), false);
      for (const path of ["/conversations", "/settings/security", "/live"]) {
        const response = await phone.request(path);
        await response.body?.cancel();
        assert.equal(response.status, 303, path);
        assert.match(response.headers.get("location") ?? "", /^\/sign-in/);
      }
      await typeCode(phone, "000000");
      assert.equal(phone.status, 422);
      assert.match(phone.html, /data-error-for="code"/);
      await typeCode(phone, codeOf(seed));
      assert.equal(phone.path, "/settings/privacy");
      assert.equal(phone.status, 200);
      assert.equal(phone.cookies.has("parley_second_step"), false);

      const spelt = codes[3]!.toUpperCase().replaceAll("-", " ");
      const laptop = site.visitor();
      await typeCode(await typePassword(laptop, "maya"), ` ${spelt} `);
      assert.equal(laptop.path, "/conversations");
      const again = site.visitor();
      await typeCode(await typePassword(again, "maya"), codes[3]!);
      assert.equal(again.status, 422);
      await laptop.open("/settings/security");
      assert.match(laptop.html, /9 recovery codes left/);
      assert.match(laptop.html, /data-security-event="recovery-code-used"/);
    }),
);

onSite(
  "the picture is one small path that says what the key says",
  {},
  (site) =>
    withClock(async () => {
      const maya = await site.signUp("maya");
      await maya.open("/settings/second-factor");
      await maya.submit("/settings/second-factor", { _action: "begin" });
      const svg = /<svg[^>]*class="qr"[\s\S]*?<\/svg>/.exec(maya.html)?.[0] ??
        "";
      assert.ok(svg.length > 500 && svg.length <= 4_200, `${svg.length} bytes`);
      assert.doesNotMatch(svg, /style=|<rect/);
      const uri = /href="(otpauth:[^"]+)"/.exec(maya.html)?.[1]
        ?.replaceAll("&amp;", "&") ?? "";
      const about = new URL(uri);
      assert.equal(
        decodeURIComponent(about.pathname),
        "/Parley:maya@localhost:8000",
      );
      assert.equal(about.searchParams.get("issuer"), "Parley");
      assert.equal(about.searchParams.get("digits"), "6");
      assert.equal(about.searchParams.get("period"), "30");
      const key = /data-manual-key[^>]*>([A-Z2-7 ]+)</.exec(maya.html)?.[1];
      assert.match(key ?? "", /^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
      assert.equal(
        about.searchParams.get("secret")?.replace(/=+$/, ""),
        key?.replaceAll(" ", ""),
      );
      await maya.submit("/settings/second-factor", { code: "123456" });
      assert.equal(maya.status, 422);
      assert.match(maya.html, /data-manual-key/);
      forward(16 * MINUTE);
      await maya.open("/settings/second-factor");
      assert.match(maya.path, /^\/settings\/confirm\?next=/);
      await maya.submit("/settings/confirm", { password });
      assert.equal(maya.path, "/settings/second-factor");
      assert.doesNotMatch(maya.html, /data-manual-key/, "the setup is over");
    }),
);

onSite(
  "digits of the reader's own script are digits",
  {},
  (site) =>
    withClock(async () => {
      const { seed } = await enrol(await site.signUp("maya"));
      forward(STEP);
      const phone = await typePassword(site.visitor(), "maya");
      const arabic = [...codeOf(seed)].map((digit) =>
        String.fromCodePoint(0x660 + Number(digit))
      ).join("");
      await typeCode(phone, arabic);
      assert.equal(phone.path, "/conversations");
    }),
);

onSite(
  "a second step that is cancelled or too late leads back with a sentence",
  {},
  (site) =>
    withClock(async () => {
      const { seed } = await enrol(await site.signUp("maya"));
      const phone = await typePassword(
        site.visitor(),
        "maya",
        "/settings/data",
      );
      await phone.submit("/sign-in/second-step", { _action: "cancel" });
      assert.equal(
        phone.path,
        "/sign-in?done=cancelled&next=%2Fsettings%2Fdata",
      );
      assert.match(phone.html, /You did not sign in/);
      await phone.open("/sign-in/second-step");
      assert.match(phone.path, /^\/sign-in\?done=second-step-over/);

      await typePassword(phone, "maya");
      forward(10 * MINUTE + 1);
      await typeCode(phone, codeOf(seed));
      assert.equal(phone.path, "/sign-in?done=second-step-over");
      assert.match(phone.html, /took too long/);
      assert.equal(phone.cookies.has("parley"), false);
    }),
);

onSite(
  "a dangerous change asks who it is when that is long ago, and leads back",
  {},
  (site) =>
    withClock(async () => {
      const maya = await site.signUp("maya");
      const { seed, codes } = await enrol(maya);
      await maya.open("/settings/security");
      const form = new URLSearchParams(
        maya.form("/settings/security").fields as [string, string][],
      );
      forward(16 * MINUTE);
      form.set("password", password);
      form.set("new_password", "four loud herons");
      await maya.open("/settings/security", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: form.toString(),
      });
      assert.equal(maya.path, "/settings/confirm?next=%2Fsettings%2Fsecurity");
      await maya.submit("/settings/confirm", { password, code: "000000" });
      assert.equal(maya.status, 422);
      assert.match(maya.html, /data-error-for="code"/);
      await maya.submit("/settings/confirm", { password: "x", code: "1" });
      assert.match(maya.html, /data-error-for="password"/);
      await maya.submit("/settings/confirm", { password, code: codeOf(seed) });
      assert.equal(maya.path, "/settings/security");
      assert.match(maya.html, /name="new_password"/);

      for (
        const path of ["/settings/recovery-codes", "/settings/second-factor"]
      ) {
        forward(15 * MINUTE);
        await maya.open(path);
        assert.equal(
          maya.path,
          `/settings/confirm?next=${encodeURIComponent(path)}`,
        );
        await maya.submit("/settings/confirm", {
          password,
          code: codeOf(seed),
        });
        assert.equal(maya.path, path);
      }
      await maya.open("/settings/recovery-codes");
      assert.match(maya.html, /10 recovery codes are left/);
      await maya.submit("/settings/recovery-codes");
      assert.equal(maya.html.includes(codes[0]!), false);
      assert.equal(maya.html.match(/data-recovery-code/g)?.length, 10);
      const phone = await typePassword(site.visitor(), "maya");
      await typeCode(phone, codes[0]!);
      assert.equal(phone.status, 422, "the earlier ones are good no more");

      await maya.open("/settings/second-factor");
      await maya.submit("/settings/second-factor", { _action: "remove" });
      assert.match(maya.html, /The second factor is off/);
      const laptop = await typePassword(site.visitor(), "maya");
      assert.equal(laptop.path, "/conversations");
    }),
);

onSite(
  "an administrator removes a lost second factor, and its owner sees that",
  { REGISTRATION: "open" },
  (site) =>
    withClock(async () => {
      const maya = await site.signUp("maya");
      const joe = await site.signUp("joe");
      await enrol(joe);
      assert.equal((await joe.open("/admin/people")).status, 404);
      await maya.open("/admin");
      assert.match(maya.html, /href="\/admin\/people"/);
      await maya.open("/admin/people");
      assert.equal(maya.html.match(/data-username=/g)?.length, 2);
      await maya.open("/admin/people?remove=joe");
      assert.match(maya.html, /Remove the second factor of Joe\?/);
      await maya.submit("/admin/people");
      assert.match(maya.html, /The second factor is removed/);
      const phone = await typePassword(site.visitor(), "joe");
      assert.equal(phone.path, "/conversations");
      await phone.open("/settings/security");
      assert.match(phone.html, /data-security-event="second-factor-removed"/);
      forward(16 * MINUTE);
      await maya.open("/admin/people?remove=joe");
      assert.match(maya.path, /^\/settings\/confirm\?next=/);
    }),
);
