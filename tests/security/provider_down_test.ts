/** Single sign-on by providers that are down, break, or lead into a private network; and where the secret goes. */
import assert from "node:assert/strict";
import { flushLog, useLog } from "@/lib/http/log.ts";
import { useOutgoing } from "@/lib/outgoing/policy.ts";
import { theStore } from "@/lib/kv/store.ts";
import { CLIENT } from "@/tests/support/issuer.ts";
import { startLyingIssuer } from "@/tests/support/lying_issuer.ts";
import { openedRows } from "@/tests/support/store.ts";
import {
  addProvider,
  allow,
  countAccounts,
  onSiteWith,
  setOut,
  traveller,
  whoIs,
  withProvider,
} from "../routes/accounts/_provider.ts";

import { told } from "./_told.ts";

const WRONG = "/sign-in?done=provider-wrong";

onSiteWith(
  "A5 a provider that is down, hangs, breaks or leads into a private network gets a sentence, never an error page",
  startLyingIssuer,
  async (site, lying) => {
    await withProvider(site, lying.issuer);
    const at = (path: string, answer: () => Response | Promise<Response>) => ({
      any: (req: Request) =>
        new URL(req.url).pathname === path ? answer() : null,
    });
    const inside = () => Response.redirect("http://169.254.169.254/", 302);
    const DOWN = "/sign-in?done=provider-down";
    for (
      const [what, lies, expected] of [
        ["a token address that leads on", at("/token", inside), DOWN],
        ["keys that lead on", at("/jwks", inside), DOWN],
        [
          "an endless token",
          at("/token", () => new Response("x".repeat(2_000_000))),
          DOWN,
        ],
        [
          "an error",
          at("/token", () => new Response("no", { status: 500 })),
          WRONG,
        ],
        ["no JSON", at("/token", () => new Response("<html>")), WRONG],
        ["a list", at("/token", () => Response.json([])), WRONG],
        ["nothing", at("/token", () => Response.json(null)), WRONG],
        [
          "not for us",
          at(
            "/token",
            () => Response.json({ error: "invalid_client" }, { status: 401 }),
          ),
          WRONG,
        ],
        [
          "broken keys",
          at("/jwks", () =>
            Response.json({
              keys: [{ kty: "EC", crv: "P-256", x: "!", y: 7 }],
            })),
          WRONG,
        ],
        [
          "keys that are none",
          at("/jwks", () => Response.json({ keys: "all" })),
          WRONG,
        ],
      ] as const
    ) {
      await lying.turnKey();
      assert.equal(await told(site, lying, lies), expected, what);
    }
    const denied = {
      answer: (to: URL) => {
        to.searchParams.delete("code");
        to.searchParams.set("error", "access_denied");
        return to;
      },
    };
    assert.equal(
      await told(site, lying, denied),
      "/sign-in?done=provider-denied",
    );
    const odd = {
      answer: (to: URL) => {
        to.searchParams.append("code", "another");
        return to;
      },
    };
    assert.equal(await told(site, lying, odd), WRONG, "two codes");
    const never = Promise.withResolvers<Response>();
    const began = performance.now();
    assert.equal(
      await told(site, lying, at("/token", () => never.promise)),
      DOWN,
    );
    assert.ok(performance.now() - began < 8_000);
    never.resolve(new Response());
    for (
      const query of [
        "",
        "?code=1",
        "?state=%00",
        "?state=x&code=y",
        `?state=${"a".repeat(32)}&iss=x`,
      ]
    ) {
      const browser = site.visitor();
      await browser.open(`/sign-in/with/1/callback${query}`);
      assert.ok(
        [200, 400].includes(browser.status),
        `${browser.status} ${query}`,
      );
    }
    assert.equal(await countAccounts(), 1);
  },
);

onSiteWith(
  "A5 a provider cannot name addresses inside as its own, and one that we may not reach is not added",
  startLyingIssuer,
  async (site, lying) => {
    await using other = await startLyingIssuer();
    const admin = await site.signUp("ada");
    const said = async (issuer: string) => {
      await addProvider(admin, issuer);
      assert.equal(admin.status, 422, issuer);
      return /data-error-for="issuer"[^>]*>([^<]+)</.exec(admin.html)?.[1] ??
        "";
    };
    for (
      const field of ["token_endpoint", "authorization_endpoint", "jwks_uri"]
    ) {
      for (
        const inside of ["file:///etc/passwd", "javascript:alert(1)", "x", 7]
      ) {
        lying.lies.about = (page) => ({ ...page, [field]: inside });
        assert.match(await said(lying.issuer), /does not say where/);
      }
    }
    // Another host of this machine, which nobody named.
    lying.lies.about = (page) => ({
      ...page,
      token_endpoint: `${other.issuer}/token`,
    });
    assert.match(await said(lying.issuer), /without https/);
    lying.lies.about = (page) => ({
      ...page,
      token_endpoint: `https://${other.host}/token`,
    });
    useOutgoing({ open: true, privateHosts: [lying.host] });
    assert.match(await said(lying.issuer), /private network/);
    assert.equal(other.asked.length, 0);
    lying.lies.about = (page) => page;
    lying.lies.any = () =>
      Response.redirect(
        `${other.issuer}/.well-known/openid-configuration`,
        302,
      );
    assert.match(await said(lying.issuer), /leads on/);
    assert.equal(other.asked.length, 0);
    allow();
    assert.match(await said(lying.issuer), /must begin with https/);
    assert.match(await said("https://127.0.0.1/"), /does not go out/);
    assert.match(
      await said("https://user:pass@login.example.org"),
      /Enter an address like/,
    );
  },
);

onSiteWith(
  "A5 the client secret is in no page, no log and no opened row, and is sent to the provider alone",
  startLyingIssuer,
  async (site, lying) => {
    let lines = "";
    useLog("debug", (more) => void (lines += more));
    try {
      const admin = await withProvider(site, lying.issuer);
      const pages = [admin.html];
      for (
        const path of [
          "/admin",
          "/admin/sign-in",
          "/admin/sign-in?change=1",
          "/admin/sign-in?remove=1",
        ]
      ) {
        pages.push((await admin.open(path)).html);
      }
      // A form that is refused comes back without it, too.
      await addProvider(admin, "nowhere");
      pages.push(admin.html);
      const maya = await setOut(traveller(site));
      assert.equal(await whoIs(maya), "maya");
      await told(site, lying, { token: () => "a.b.c" });
      const rows = JSON.stringify(
        await openedRows(theStore()),
        (_, value) =>
          value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
      );
      assert.match(rows, /Acme/, "the rows are open");
      const secret = new RegExp(CLIENT.secret);
      for (const page of pages) assert.doesNotMatch(page, secret);
      assert.doesNotMatch(rows, secret);
      flushLog();
      assert.match(lines, /"event":"provider"/);
      assert.doesNotMatch(lines, secret);
      assert.doesNotMatch(lines, /code=|state=/);
    } finally {
      useLog("error");
    }
  },
);
