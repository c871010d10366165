/** The two ends of a sign-in at an issuer: where the browser is led, and what its answer proves. */
import * as oauth from "oauth4webapi";
import {
  findIssuer,
  forgetIssuer,
  type Issuer,
  orFault,
  requestsOf,
} from "./_issuer.ts";
import { IssuerFault } from "./issuer_fault.ts";

/** Whom an issuer vouches for. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** What it calls them; hints, never a key. */
  readonly username: string;
  readonly name: string;
  readonly label: string;
}

/** A client of an issuer, with its secret in the open. */
export interface Client {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
}

/** What a browser takes along; each is good for one sign-in. */
export interface Asked {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirect: string;
}

/** Where the browser is led. `again` asks for a fresh sign-in there. @throws IssuerFault */
export async function addressFor(
  { issuer, clientId }: Pick<Client, "issuer" | "clientId">,
  { state, nonce, verifier, redirect }: Asked,
  again: boolean,
): Promise<string> {
  const server = await orFault(() => findIssuer(issuer));
  const url = new URL(server.authorization_endpoint);
  const asked = {
    client_id: clientId,
    response_type: "code",
    redirect_uri: redirect,
    scope: "openid profile email",
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...(again ? { prompt: "login" } : {}),
  };
  for (const [name, value] of Object.entries(asked)) {
    url.searchParams.set(name, value);
  }
  return url.href;
}

/**
 * What the answer proves: state, issuer, code and its verifier, then the ID
 * token's claims and its signature. @throws IssuerFault
 */
export async function identityIn(
  client: Client,
  answer: URLSearchParams,
  asked: Asked,
): Promise<Identity> {
  return await orFault(async () => {
    const server = await findIssuer(client.issuer);
    const self = clientOf(client);
    const options = requestsOf(client.issuer);
    const params = oauth.validateAuthResponse(
      server,
      self,
      answer,
      asked.state,
    );
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      self,
      proofOf(server, client),
      params,
      asked.redirect,
      asked.verifier,
      options,
    );
    const result = await oauth.processAuthorizationCodeResponse(
      server,
      self,
      response,
      { expectedNonce: asked.nonce, requireIdToken: true },
    );
    await checkSignature(server, response, options);
    const claims = oauth.getValidatedIdTokenClaims(result)!;
    if (claims.azp !== undefined && claims.azp !== client.clientId) {
      throw new IssuerFault("answer", "azp");
    }
    return identityOf(client.issuer, claims);
  });
}

/** Does the issuer know this client with this secret? Asked with a code that cannot be. @throws IssuerFault */
export async function tryClient(
  server: Issuer,
  client: Client,
  redirect: string,
): Promise<void> {
  const parameters = new URLSearchParams({
    code: oauth.generateRandomState(),
    redirect_uri: redirect,
    code_verifier: oauth.generateRandomCodeVerifier(),
  });
  const response = await oauth.genericTokenEndpointRequest(
    server,
    clientOf(client),
    proofOf(server, client),
    "authorization_code",
    parameters,
    requestsOf(client.issuer),
  );
  const said = await response.json().catch(() => null);
  const wrong = /^(invalid_client|unauthorized_client)$/;
  if (response.status === 401 || wrong.test(said?.error)) {
    throw new IssuerFault("client");
  }
}

function clientOf({ clientId }: Client): oauth.Client {
  return { client_id: clientId, [oauth.clockTolerance]: 30 };
}

/** How the client proves itself: as most do, unless the issuer knows only the other way. */
function proofOf(server: Issuer, { secret }: Client): oauth.ClientAuth {
  const ways = server.token_endpoint_auth_methods_supported;
  return ways && !ways.includes("client_secret_basic")
    ? oauth.ClientSecretPost(secret)
    : oauth.ClientSecretBasic(secret);
}

/** Keys change: with one we do not know, the list is fetched once more. */
async function checkSignature(
  server: Issuer,
  response: Response,
  options: ReturnType<typeof requestsOf>,
): Promise<void> {
  try {
    await oauth.validateApplicationLevelSignature(server, response, options);
  } catch (error) {
    if ((error as { code?: string }).code !== oauth.KEY_SELECTION) throw error;
    forgetIssuer(server.issuer);
    // The library keeps keys by this object, so a copy knows none.
    const fresh = { ...server };
    await oauth.validateApplicationLevelSignature(fresh, response, options);
  }
}

function identityOf(issuer: string, claims: oauth.IDToken): Identity {
  const { sub: subject } = claims;
  // The library takes an empty one, and everybody would be the same person.
  const known = subject.trim() !== "" && subject.length <= 1_000;
  if (!known || !subject.isWellFormed()) {
    throw new IssuerFault("answer", "sub");
  }
  const text = (name: string) => {
    const value = claims[name];
    return typeof value === "string" && value.isWellFormed()
      ? value.slice(0, 300)
      : "";
  };
  const username = text("preferred_username") || text("nickname");
  const label = text("email") || username || text("name") || subject;
  return {
    issuer,
    subject,
    username,
    name: text("name"),
    label: label.slice(0, 100),
  };
}
