/**
 * A provider that does as it is told, also what no honest one would: for the
 * tests of what is not believed. It signs with a key of its own.
 */

/** What it says, changed by a test. */
export interface Lies {
  /** Its page about itself. */
  about: (page: Record<string, unknown>) => Record<string, unknown>;
  /** Where the browser is led after its visit. */
  answer: (to: URL) => URL;
  /** The claims of the ID token. */
  claims: (claims: Record<string, unknown>) => Record<string, unknown>;
  /** The finished token. */
  token: (token: string, sign: Sign) => string | Promise<string>;
  /** Any answer at all, before everything else. */
  any: (req: Request) => Response | Promise<Response> | null;
}

/** Signs a header and claims; null signs with a key nobody knows. */
export type Sign = (
  header: Record<string, unknown>,
  claims: Record<string, unknown>,
  stranger?: boolean,
) => Promise<string>;

/** It, while it runs. */
export interface LyingIssuer {
  readonly issuer: string;
  readonly host: string;
  readonly lies: Lies;
  /** Who comes next, as it says. */
  subject: string;
  /** Requests at each of its addresses. */
  readonly asked: { path: string; body: string }[];
  /** Takes another key. */
  turnKey(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const honest = (): Lies => ({
  about: (page) => page,
  answer: (to) => to,
  claims: (claims) => claims,
  token: (token) => token,
  any: () => null,
});

const code = (value: unknown) =>
  new TextEncoder().encode(JSON.stringify(value))
    .toBase64({ alphabet: "base64url", omitPadding: true });

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const newKeys = () =>
  crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);

/** Starts one. Everybody is `subject` to it, without being asked. */
export async function startLyingIssuer(): Promise<LyingIssuer> {
  let keys = await newKeys();
  let kid = "first";
  const strangers = await newKeys();
  const nonces = new Map<string, string>();
  const self = {
    lies: honest(),
    subject: "maya",
    asked: [] as LyingIssuer["asked"],
  };
  const sign: Sign = async (header, claims, stranger = false) => {
    const text = `${code(header)}.${code(claims)}`;
    const { privateKey } = stranger ? strangers : keys;
    const bytes = await crypto.subtle.sign(
      algorithm,
      privateKey,
      new TextEncoder().encode(text),
    );
    return `${text}.${
      new Uint8Array(bytes).toBase64({
        alphabet: "base64url",
        omitPadding: true,
      })
    }`;
  };
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen() {},
  }, async (req) => {
    const url = new URL(req.url);
    const body = await req.clone().text();
    self.asked.push({ path: url.pathname, body });
    return await self.lies.any(req) ?? await answer(url, body);
  });
  const host = `127.0.0.1:${(server.addr as Deno.NetAddr).port}`;
  const issuer = `http://${host}`;

  async function answer(url: URL, body: string): Promise<Response> {
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return Response.json(self.lies.about({
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ["code"],
          code_challenge_methods_supported: ["S256"],
          id_token_signing_alg_values_supported: ["ES256"],
          authorization_response_iss_parameter_supported: true,
        }));
      case "/auth": {
        const made = crypto.randomUUID();
        nonces.set(made, url.searchParams.get("nonce")!);
        const to = new URL(url.searchParams.get("redirect_uri")!);
        to.searchParams.set("code", made);
        to.searchParams.set("state", url.searchParams.get("state")!);
        to.searchParams.set("iss", issuer);
        return Response.redirect(self.lies.answer(to), 303);
      }
      case "/jwks": {
        const jwk = await crypto.subtle.exportKey("jwk", keys.publicKey);
        const { kty, crv, x, y } = jwk;
        return Response.json({ keys: [{ kty, crv, x, y, kid, use: "sig" }] });
      }
      case "/token": {
        const form = new URLSearchParams(body);
        const nonce = nonces.get(form.get("code") ?? "");
        if (!nonce) {
          return Response.json({ error: "invalid_grant" }, { status: 400 });
        }
        const now = Math.floor(Date.now() / 1_000);
        const claims = self.lies.claims({
          iss: issuer,
          sub: self.subject,
          aud: "parley",
          iat: now,
          exp: now + 300,
          nonce,
          preferred_username: self.subject,
        });
        const token = await sign({ alg: "ES256", kid }, claims);
        return Response.json({
          access_token: "x",
          token_type: "Bearer",
          id_token: await self.lies.token(token, sign),
        });
      }
    }
    return new Response("nothing here", { status: 404 });
  }

  return Object.assign(self, {
    issuer,
    host,
    async turnKey() {
      keys = await newKeys();
      kid = crypto.randomUUID();
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  });
}
