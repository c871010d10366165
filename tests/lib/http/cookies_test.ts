import assert from "node:assert/strict";
import fc from "fast-check";
import {
  cookieLine,
  dropCookie,
  parseCookies,
  readCookie,
  setPreference,
} from "@/lib/http/cookies.ts";
import { settingsFor } from "./raw_http.ts";

Deno.test("cookieLine() is Secure and __Host- behind https, and neither on plain http", () => {
  settingsFor({ ORIGIN: "https://a.example" });
  assert.equal(
    cookieLine("session", "t", { maxAge: 60 }),
    "__Host-parley=t; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60",
  );
  settingsFor();
  assert.equal(
    cookieLine("session", "t"),
    "parley=t; Path=/; HttpOnly; SameSite=Lax",
  );
});

Deno.test("readCookie() does not take a plain cookie for the __Host- one", () => {
  settingsFor({ ORIGIN: "https://a.example" });
  const asks = (cookie: string) =>
    readCookie(
      new Request("https://a.example/", { headers: { cookie } }),
      "session",
    );
  assert.equal(asks("parley=planted"), null);
  assert.equal(asks("x=1; __Host-parley=mine; __Host-parley=second"), "mine");
  assert.equal(asks("__Host-parley=%zz"), null);
  assert.equal(asks("__Host-parley="), null);
});

Deno.test("setPreference() and dropCookie() are read back", () => {
  settingsFor();
  const headers = new Headers();
  setPreference(headers, "timeZone", "America/New_York");
  dropCookie(headers, "session");
  const [zone, session] = headers.getSetCookie();
  assert.match(zone!, /^parley_zone=America%2FNew_York;.*Max-Age=31536000$/);
  assert.match(session!, /^parley=;.*Max-Age=0$/);
  const cookie = zone!.split(";")[0]!;
  const req = new Request("http://localhost/", { headers: { cookie } });
  assert.equal(readCookie(req, "timeZone"), "America/New_York");
});

Deno.test("parseCookies() never throws and never makes up a name", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (header) => {
    for (const [name] of parseCookies(header)) assert.ok(header.includes(name));
  }));
  fc.assert(fc.property(fc.stringMatching(/^[a-z0-9]{1,20}$/), (value) => {
    assert.equal(parseCookies(`a=1; parley=${value}`).get("parley"), value);
  }));
});
