import assert from "node:assert/strict";
import fc from "fast-check";
import { Forbidden } from "@/lib/errors.ts";
import {
  anonymousOf,
  checkCsrf,
  formToken,
  isForeign,
  isFormToken,
} from "@/lib/http/csrf.ts";
import { settingsFor } from "./raw_http.ts";

const settings = settingsFor({ ORIGIN: "https://chat.example.org" });
const who = "session 1";

function post(headers: Record<string, string>, body = "text=a"): Request {
  return new Request("https://chat.example.org/x", {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
    body,
  });
}

async function passes(req: Request, signedIn = true): Promise<boolean> {
  try {
    await checkCsrf(req, { settings, who, signedIn });
    return true;
  } catch (error) {
    assert.ok(error instanceof Forbidden, String(error));
    return false;
  }
}

const ours = {
  "sec-fetch-site": "same-origin",
  origin: "https://chat.example.org",
};

Deno.test("checkCsrf() passes what the browser says is ours", async () => {
  assert.ok(await passes(post(ours)));
  assert.ok(await passes(new Request("https://chat.example.org/x")));
});

Deno.test("checkCsrf() refuses another session's token whatever the browser says", async () => {
  const token = await formToken(settings.secret, who);
  const other = await formToken(settings.secret, "session 2");
  assert.ok(await passes(post(ours, `csrf=${token}`)));
  assert.equal(await passes(post(ours, `csrf=${other}`)), false);
  assert.equal(await passes(post({ ...ours, "x-csrf": other })), false);
  // Whoever is not signed in is asked to sign in, and keeps the text.
  assert.ok(await passes(post(ours, `csrf=${other}`), false));
});

Deno.test("checkCsrf() refuses what comes from elsewhere, token or not", async () => {
  const token = await formToken(settings.secret, who);
  const foreign: Record<string, string>[] = [
    { ...ours, "sec-fetch-site": "cross-site" },
    { ...ours, "sec-fetch-site": "same-site" },
    { ...ours, origin: "https://evil.example" },
    { ...ours, origin: "http://chat.example.org" },
    { origin: "https://evil.example" },
    { "sec-fetch-site": "cross-site", origin: "null" },
  ];
  for (const headers of foreign) {
    assert.equal(await passes(post(headers, `csrf=${token}`)), false);
    assert.ok(isForeign(post(headers), settings));
  }
});

Deno.test("checkCsrf() asks for the token when a browser says nothing, or null", async () => {
  const token = await formToken(settings.secret, who);
  const other = await formToken(settings.secret, "session 2");
  const quiet: Record<string, string>[] = [
    {},
    { origin: "null" },
    { "sec-fetch-site": "same-origin", origin: "null" },
    { "sec-fetch-site": "same-origin" },
    { origin: "https://chat.example.org" },
  ];
  for (const headers of quiet) {
    assert.equal(await passes(post(headers)), false);
    assert.equal(await passes(post(headers, "csrf=wrong")), false);
    assert.equal(await passes(post(headers, `csrf=${other}`)), false);
    assert.equal(await passes(post(headers, `csrf=${token}`)), true);
    assert.equal(await passes(post({ ...headers, "x-csrf": token })), true);
    assert.equal(isForeign(post(headers), settings), false);
  }
});

Deno.test("formToken() differs every time and holds for its session and secret only", async () => {
  const [a, b] = [await formToken("s", who), await formToken("s", who)];
  assert.notEqual(a, b);
  assert.ok(await isFormToken("s", who, a!) && await isFormToken("s", who, b!));
  assert.equal(await isFormToken("other", who, a!), false);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
      assert.equal(await isFormToken("s", who, text), false);
    }),
  );
  for (let at = 0; at < a!.length; at += 7) {
    const letter = a![at] === "A" ? "B" : "A";
    const changed = a!.slice(0, at) + letter + a!.slice(at + 1);
    assert.equal(await isFormToken("s", who, changed), false);
  }
});

Deno.test("anonymousOf() remembers somebody not signed in by a cookie", () => {
  const first = anonymousOf(new Request("https://chat.example.org/"));
  assert.match(
    first.line!,
    /^__Host-parley_form=[0-9a-f]{32}; Path=\/; HttpOnly/,
  );
  const cookie = first.line!.split(";")[0]!;
  const again = anonymousOf(
    new Request("https://chat.example.org/", { headers: { cookie } }),
  );
  assert.deepEqual(again, { who: first.who, line: null });
});
