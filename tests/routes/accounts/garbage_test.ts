import assert from "node:assert/strict";
import { onSite, origin, password, type Site } from "@/tests/support/app.ts";
import { enrol, typePassword } from "./_second_factor.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";

const forms: Record<string, readonly string[]> = {
  "/sign-in": ["username", "password", "next"],
  "/sign-in/second-step": ["code", "next", "_action"],
  "/sign-up": ["username", "name", "password", "invite"],
  "/sign-out": ["csrf"],
  "/settings/profile": ["name"],
  "/settings/security": ["_action", "session", "password", "new_password"],
  "/settings/confirm": ["password", "code", "next"],
  "/settings/second-factor": ["_action", "code"],
  "/settings/appearance": ["theme"],
  "/settings/language": ["language", "time_zone"],
  "/settings/privacy": ["share_receipts"],
  "/settings/data": ["_action", "username"],
  "/admin": ["_action", "code", "days", "cap", "registration", "edit_window"],
  "/admin/people": ["_action", "username"],
};

const garbage = [
  "",
  " ",
  "x".repeat(500_000),
  "\u0301".repeat(2_000),
  "\u202e\u2067",
  "<script>alert(1)</script>",
  "'\"><&",
  "-1",
  "1e309",
  "NaN",
  "../../etc/passwd",
  "__proto__",
  "constructor",
  "🇦".repeat(300),
  "ﷺ".repeat(100),
  "\n\r\n\t",
];

/** Sends bytes as a browser of this site would. */
async function send(
  browser: PlainBrowser,
  path: string,
  body: string,
  type = "application/x-www-form-urlencoded",
): Promise<{ status: number; text: string; ms: number }> {
  const before = performance.now();
  const response = await browser.request(path, {
    method: "POST",
    headers: {
      "content-type": type,
      "sec-fetch-site": "same-origin",
      origin,
    },
    body,
  });
  const text = await response.text();
  return { status: response.status, text, ms: performance.now() - before };
}

const fine = new Set([303, 400, 401, 403, 404, 409, 410, 413, 415, 422, 429]);

async function people(site: Site): Promise<(path: string) => PlainBrowser> {
  const maya = await site.signUp("maya");
  await enrol(maya);
  const waiting = await typePassword(site.visitor(), "maya");
  const stranger = site.visitor();
  return (path) =>
    path === "/sign-in/second-step"
      ? waiting
      : /^\/sign-(in|up)/.test(path)
      ? stranger
      : maya;
}

onSite("garbage in any field gets a clear refusal, quickly, and never a 500", {
  RATE_LIMITS: "off",
  REGISTRATION: "open",
}, async (site) => {
  const whose = await people(site);
  for (const [path, fields] of Object.entries(forms)) {
    if (path === "/sign-out") continue;
    for (const field of fields) {
      for (const value of garbage) {
        const body = new URLSearchParams(
          fields.map((one) => [one, one === field ? value : "sound enough"]),
        ).toString();
        const answer = await send(whose(path), path, body);
        const about = `${path} ${field} ${JSON.stringify(value.slice(0, 20))}`;
        assert.ok(fine.has(answer.status), `${answer.status} ${about}`);
        assert.ok(answer.ms < 2_000, `${answer.ms} ms ${about}`);
        assert.doesNotMatch(answer.text, /<script>alert|\bat \S+\.tsx?:\d/);
      }
    }
  }
});

onSite("a body that is no form of ours is refused with its reason", {
  RATE_LIMITS: "off",
}, async (site) => {
  const whose = await people(site);
  for (const path of Object.keys(forms)) {
    const sent = async (body: string, type?: string) =>
      (await send(whose(path), path, body, type)).status;
    if (path !== "/sign-out") {
      assert.equal(await sent("{}", "application/json"), 415, path);
      assert.equal(await sent("", undefined), 400, path);
      assert.ok(fine.has(await sent("name=%ff%fe&username=%ed%a0%80")), path);
      assert.ok(fine.has(await sent("a", "multipart/form-data")), path);
    }
    const got = await whose(path).request(path, { method: "PUT" });
    await got.body?.cancel();
    assert.ok([400, 403, 405].includes(got.status), `${got.status} ${path}`);
  }
});

onSite(
  "a form from another site is refused, and nothing changes",
  {},
  async (site) => {
    const maya = await site.signUp("maya");
    const response = await maya.request("/settings/profile", {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "cross-site",
        origin: "https://evil.example",
      },
      body: "name=Mallory",
    });
    await response.body?.cancel();
    assert.equal(response.status, 403);
    await maya.open("/settings/profile");
    assert.doesNotMatch(maya.html, /Mallory/);
  },
);

onSite(
  "an invite's code may be anything, and means nothing unless it is one",
  {},
  async (site) => {
    await site.signUp("maya");
    for (const code of ["x", "%00", "a".repeat(26), "%F0%9F%90%A6", "..%2f"]) {
      const browser = site.visitor();
      await browser.open(`/invite/${code}`);
      assert.ok([400, 404, 410].includes(browser.status), `${code}`);
    }
    const joe = await site.visitor().open("/sign-in");
    await joe.submit("/sign-in", { username: "__proto__", password });
    assert.equal(joe.status, 422);
  },
);
