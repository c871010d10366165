/** Single sign-on against providers that lie, are down, or lead into a private network. */
import assert from "node:assert/strict";
import { CLIENT } from "@/tests/support/issuer.ts";
import { type Lies, startLyingIssuer } from "@/tests/support/lying_issuer.ts";
import {
  countAccounts,
  onSiteWith,
  setOut,
  traveller,
  withProvider,
} from "../routes/accounts/_provider.ts";

import { told } from "./_told.ts";

const WRONG = "/sign-in?done=provider-wrong";

const parts = (token: string) => token.split(".") as [string, string, string];
const read = (part: string) =>
  JSON.parse(new TextDecoder().decode(
    Uint8Array.fromBase64(part, { alphabet: "base64url" }),
  ));

onSiteWith(
  "A5 an ID token counts only if it is for us, from there, now, for this way, and signed by the provider's key",
  startLyingIssuer,
  async (site, lying) => {
    await withProvider(site, lying.issuer);
    const now = Math.floor(Date.now() / 1_000);
    const claims: Record<string, Record<string, unknown>> = {
      "another nonce": { nonce: "another" },
      "no nonce": { nonce: undefined },
      "another audience": { aud: "somebody else" },
      "many audiences and no party": { aud: ["parley", "somebody else"] },
      "many audiences, another party": {
        aud: ["parley", "somebody else"],
        azp: "somebody else",
      },
      "another party": { azp: "somebody else" },
      "another issuer": { iss: "https://login.example.org" },
      "expired": { iat: now - 900, exp: now - 600 },
      "not yet": { nbf: now + 600 },
      "no end": { exp: undefined },
      "no subject": { sub: undefined },
      "an empty subject": { sub: "" },
      "a subject that is none": { sub: { toString: "maya" } },
      "an endless subject": { sub: "x".repeat(5_000) },
    };
    for (const [what, wrong] of Object.entries(claims)) {
      const lies = {
        claims: (all: Record<string, unknown>) => ({ ...all, ...wrong }),
      };

      assert.equal(await told(site, lying, lies), WRONG, what);
    }
    const tokens: Record<string, Lies["token"]> = {
      "no algorithm": (token) => {
        const head = btoa('{"alg":"none"}').replaceAll("=", "");
        return `${head}.${parts(token)[1]}.`;
      },
      "no algorithm, in capitals": (token) => {
        const head = btoa('{"alg":"NONE"}').replaceAll("=", "");
        return `${head}.${parts(token)[1]}.${parts(token)[2]}`;
      },
      "our secret as the key": async (token) => {
        const head = btoa('{"alg":"HS256"}').replaceAll("=", "");
        const text = `${head}.${parts(token)[1]}`;
        const bytes = new TextEncoder();
        const key = await crypto.subtle.importKey(
          "raw",
          bytes.encode(CLIENT.secret),
          { name: "HMAC", hash: "SHA-256" },
          false,
          ["sign"],
        );
        const mac = await crypto.subtle.sign("HMAC", key, bytes.encode(text));
        return `${text}.${
          new Uint8Array(mac).toBase64({
            alphabet: "base64url",
            omitPadding: true,
          })
        }`;
      },
      "a stranger's key": (token, sign) => {
        const [head, body] = parts(token);
        return sign(read(head), read(body), true);
      },
      "a key nobody knows": (token, sign) =>
        sign({ alg: "ES256", kid: "unheard of" }, read(parts(token)[1]), true),
      "no signature": (token) => `${parts(token)[0]}.${parts(token)[1]}.`,
      "claims changed after signing": (token) => {
        const [head, body, signature] = parts(token);
        const other = btoa(JSON.stringify({ ...read(body), sub: "ada" }))
          .replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_");
        return `${head}.${other}.${signature}`;
      },
      "no token at all": () => "",
      "nonsense": () => "a.b.c",
      "five parts": (token) => `${token}.x.y`,
    };
    for (const [what, token] of Object.entries(tokens)) {
      assert.equal(await told(site, lying, { token }), WRONG, what);
    }
    assert.equal(await countAccounts(), 1, "nobody came in by any of it");
    const maya = await setOut(traveller(site));
    assert.equal(maya.path, "/conversations", "and honestly it works");
  },
);

onSiteWith(
  "A5 a provider that takes a new key is asked for it once",
  startLyingIssuer,
  async (site, lying) => {
    await withProvider(site, lying.issuer);
    assert.equal((await setOut(traveller(site))).path, "/conversations");
    const keys = () =>
      lying.asked.filter(({ path }) => path === "/jwks").length;
    const before = keys();
    await lying.turnKey();
    assert.equal((await setOut(traveller(site))).path, "/conversations");
    assert.equal(keys() - before, 1);
    await told(site, lying, {
      token: (token, sign) =>
        sign({ alg: "ES256", kid: "unheard of" }, read(parts(token)[1])),
    });
    assert.ok(
      keys() - before <= 3,
      "an unknown key is no way to make us ask on and on",
    );
  },
);
