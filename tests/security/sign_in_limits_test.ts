/** Guessing passwords does not pay, not even with patience and restarts. */
import assert from "node:assert/strict";
import { buckets } from "@/lib/http/limits.ts";
import { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { type Server, startServer } from "@/tests/support/server.ts";
import { PASSWORD, signUpAt } from "@/tests/support/talkers.ts";

const env = {
  REGISTRATION: "open",
  RATE_LIMITS: "on",
  LOG_LEVEL: "silent",
  // So that a test has as many networks as it likes.
  TRUST_PROXY: "1",
};

/** A browser behind a proxy that tells where it is. */
function from(net: string, { origin }: Server): PlainBrowser {
  return new PlainBrowser(origin, (req) => {
    const headers = new Headers(req.headers);
    headers.set("x-forwarded-for", net);
    return fetch(new Request(req, { headers }), { redirect: "manual" });
  });
}

async function guess(
  browser: PlainBrowser,
  username: string,
  password: string,
): Promise<number> {
  await browser.open("/sign-in");
  await browser.submit("/sign-in", { username, password });
  return browser.path.startsWith("/sign-in") ? browser.status : 303;
}

Deno.test("A2 the 11th wrong password inside the window is refused with 429 even when correct, and a restart forgives nothing", async () => {
  let server = await startServer({ env });
  await signUpAt(server.origin, "maya", from("198.51.100.1", server));
  await signUpAt(server.origin, "jonas", from("198.51.100.2", server));
  const attacker = from("203.0.113.9", server);
  const statuses: number[] = [];
  for (let i = 0; i < 10; i++) {
    statuses.push(await guess(attacker, "maya", `wrong password ${i}`));
  }
  const { burst, every } = buckets["sign-in"];
  assert.deepEqual(
    statuses,
    Array.from({ length: 10 }, (_, i) => i < burst ? 422 : 429),
  );
  const eleventh = await guess(attacker, "maya", PASSWORD);
  assert.equal(eleventh, 429, "the right password was let in");
  const wait = Number(attacker.headers.get("retry-after"));
  assert.ok(wait > 0 && wait <= every / 1_000, `${wait} s`);
  const fields = new Map(attacker.form("/sign-in").fields);
  assert.equal(fields.get("username"), "maya");
  assert.ok(!attacker.html.includes(PASSWORD));
  // Written otherwise it is the same name.
  assert.equal(await guess(attacker, "MAYA", PASSWORD), 429);
  assert.notEqual(await guess(attacker, " maya ", PASSWORD), 303);

  server = await server.again();
  const again = from("203.0.113.9", server);
  assert.equal(await guess(again, "maya", PASSWORD), 429, "a restart forgave");
  // Others are not locked out with her, nor she from home.
  assert.equal(await guess(again, "jonas", PASSWORD), 303);
  assert.equal(
    await guess(from("198.51.100.1", server), "maya", PASSWORD),
    303,
  );
  // The right password a hundred times is no attack.
  for (let i = 0; i < burst + 3; i++) {
    const home = from("198.51.100.7", server);
    assert.equal(await guess(home, "maya", PASSWORD), 303);
  }
  await server[Symbol.asyncDispose]();
});

Deno.test("A2 one network may try thirty accounts at once and not one more, an IPv6 network counting as one", async () => {
  await using server = await startServer({ env });
  await signUpAt(server.origin, "maya", from("198.51.100.1", server));
  const { burst, every } = buckets["sign-in-net"];
  for (
    const netOf of [
      () => "203.0.113.9",
      (i: number) => `2001:db8:1:2::${(i + 1).toString(16)}`,
    ]
  ) {
    const began = performance.now();
    const statuses: number[] = [];
    // A few at a time: more would be asked to wait for the hashing itself.
    for (let i = 0; i < burst + 6; i += 4) {
      const some = Array.from({ length: 4 }, (_, n) => i + n);
      statuses.push(
        ...await Promise.all(
          some.map((n) =>
            guess(from(netOf(n), server), `nobody${n}`, "some password")
          ),
        ),
      );
    }
    const passed = statuses.filter((status) => status === 422).length;
    const regained = Math.floor((performance.now() - began) / every);
    assert.ok(
      passed >= burst && passed <= burst + regained,
      `${passed} passed of ${burst} and ${regained} more`,
    );
    assert.equal(
      statuses.filter((status) => status === 429).length,
      statuses.length - passed,
    );
  }
  const other = from("2001:db8:1:3::1", server);
  assert.equal(await guess(other, "maya", PASSWORD), 303);
});

Deno.test("A1 one network makes six accounts and is then asked to wait, with what was typed in the form", async () => {
  let server = await startServer({ env });
  await signUpAt(server.origin, "maya", from("198.51.100.1", server));
  const { burst } = buckets["sign-up"];
  const net = "203.0.113.9";
  for (let i = 0; i < burst; i++) {
    await signUpAt(server.origin, `person${i}`, from(net, server));
  }
  const late = async () => {
    const browser = from(net, server);
    await browser.open("/sign-up");
    await browser.submit("/sign-up", {
      username: "late",
      name: "Late <Comer>",
      password: PASSWORD,
    });
    assert.equal(browser.status, 429);
    assert.ok(Number(browser.headers.get("retry-after")) > 0);
    const fields = new Map(browser.form("/sign-up").fields);
    assert.equal(fields.get("username"), "late");
    assert.equal(fields.get("name"), "Late <Comer>");
    assert.ok(!browser.html.includes(PASSWORD));
  };
  await late();
  server = await server.again();
  await late();
  await signUpAt(server.origin, "late", from("203.0.113.10", server));
  await server[Symbol.asyncDispose]();
});
