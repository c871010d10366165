/** A real OpenID Connect provider in the test run: certified software, on a port of this machine. */
import { createServer } from "node:http";
import Provider from "oidc-provider";

export const CLIENT = {
  id: "parley",
  secret: "a client secret that is nowhere to be seen",
};

/** A running provider. People sign in by typing any name; that name is their subject. */
export interface TestIssuer {
  readonly issuer: string;
  /** As `ALLOW_PRIVATE` names it. */
  readonly host: string;
  /** What it says of a person besides the subject. */
  readonly claims: Map<string, Record<string, string>>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts one that leads back to these addresses. */
export async function startIssuer(
  redirects: readonly string[],
): Promise<TestIssuer> {
  const claims = new Map<string, Record<string, string>>();
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  const host = `127.0.0.1:${port}`;
  const issuer = `http://${host}`;
  const { privateKey } = await crypto.subtle.generateKey(
    { name: "ECDSA", namedCurve: "P-256" },
    true,
    ["sign", "verify"],
  );
  const jwk = await crypto.subtle.exportKey("jwk", privateKey);
  const { kty, crv, x, y, d } = jwk;
  const key = { kty, crv, x, y, d, kid: "one", use: "sig", alg: "ES256" };
  const { warn, info } = console;
  // It warns of its own login pages, which are just what is wanted here.
  console.warn = console.info = () => {};
  const provider = new Provider(issuer, {
    clients: [{
      client_id: CLIENT.id,
      client_secret: CLIENT.secret,
      redirect_uris: [...redirects],
      id_token_signed_response_alg: "ES256",
    }],
    claims: {
      openid: ["sub", "preferred_username", "name", "email"],
      profile: ["preferred_username", "name"],
      email: ["email"],
    },
    ttl: {
      ...{ Interaction: 600, Session: 600, Grant: 600 },
      ...{ AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    },
    conformIdTokenClaims: false,
    enabledJWA: { idTokenSigningAlgValues: ["ES256", "RS256"] },
    jwks: { keys: [key] },
    cookies: { keys: ["a key for cookies"] },
    findAccount: (_ctx: unknown, id: string) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        preferred_username: id,
        ...claims.get(id),
      }),
    }),
  });
  Object.assign(console, { warn, info });
  const answer = provider.callback();
  server.on("request", (req, res) => void answer(req, res));
  return {
    issuer,
    host,
    claims,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
