import assert from "node:assert/strict";
import { CLIENT, startIssuer } from "@/tests/support/issuer.ts";
import { startLyingIssuer } from "@/tests/support/lying_issuer.ts";
import {
  addProvider,
  allow,
  callback,
  onSiteWith,
  setOut,
  signInBy,
  traveller,
  whoIs,
  withProvider,
} from "./_provider.ts";
import { forward, MINUTE, withClock } from "./_second_factor.ts";
import { onSite } from "@/tests/support/app.ts";

const start = () => startIssuer([callback()]);

/** The sentence at a field. */
function at(html: string, field: string): string {
  return new RegExp(`data-error-for="${field}"[^>]*>([^<]+)<`).exec(html)
    ?.[1] ??
    "";
}

onSiteWith(
  "a provider is asked at once, and says whether the client and its secret are known",
  start,
  async (site, { issuer }) => {
    const admin = await site.signUp("ada");
    await admin.open("/admin/sign-in");
    assert.ok(admin.html.includes(callback()), "the address to register");
    await addProvider(admin, issuer, { secret: "not this one" });
    assert.equal(admin.status, 422);
    assert.match(at(admin.html, "secret"), /does not know this client ID/);
    assert.match(admin.html, /value="Acme"/, "what was typed is kept");
    assert.ok(admin.html.includes(`value="${issuer}"`));
    assert.doesNotMatch(admin.html, /not this one/, "but not the secret");
    await addProvider(admin, issuer, { client_id: "somebody else" });
    assert.match(at(admin.html, "secret"), /does not know this client ID/);
    await addProvider(admin, "", {
      name: "",
      client_id: "",
      secret: "",
      admits: "x",
    });
    for (const field of ["issuer", "name", "client_id", "secret", "admits"]) {
      assert.notEqual(at(admin.html, field), "", field);
    }
    // As people paste it: with a slash, or the whole address of the document.
    await addProvider(admin, `${issuer}/.well-known/openid-configuration`);
    assert.equal(admin.path, "/admin/sign-in?done=added");
    await addProvider(admin, `${issuer}/`);
    assert.match(at(admin.html, "issuer"), /there already/);
  },
);

onSiteWith(
  "each thing that can be wrong with an issuer has a sentence of its own",
  startLyingIssuer,
  async (site, { issuer, host, lies }) => {
    const admin = await site.signUp("ada");
    const said = async (address = issuer) => {
      await addProvider(admin, address);
      assert.equal(admin.status, 422, address);
      return at(admin.html, "issuer");
    };
    const about = (more: Record<string, unknown>) => {
      lies.about = (page) => ({ ...page, ...more });
    };
    about({ issuer: "https://login.example.org/realms/<b>" });
    assert.match(
      await said(),
      /calls itself https:\/\/login\.example\.org\/realms\/&lt;b/,
    );
    about({ response_types_supported: ["id_token"] });
    assert.match(await said(), /PKCE \(S256\)/);
    about({ code_challenge_methods_supported: ["plain"] });
    assert.match(await said(), /PKCE \(S256\)/);
    about({ id_token_signing_alg_values_supported: ["none", "HS256"] });
    assert.match(await said(), /signs with nothing/);
    about({ jwks_uri: undefined });
    assert.match(await said(), /where its keys are/);
    about({});
    assert.match(await said(`${issuer}/realms/x`), /status 404/);
    lies.any = () => new Response("<title>A shop</title>");
    assert.match(await said(), /not an OpenID Connect provider/);
    lies.any = () => new Response("x".repeat(2_000_000));
    assert.match(await said(), /not an OpenID Connect provider/);
    assert.match(await said("login.example.org"), /Enter an address like/);
    assert.match(
      await said("http://login.example.org"),
      /must begin with https/,
    );
    allow(host, "nowhere.invalid:443", "127.0.0.1:1");
    assert.match(await said("https://nowhere.invalid"), /no host of this name/);
    assert.match(await said("https://127.0.0.1:1"), /Nobody answers/);
  },
);

onSiteWith(
  "a change keeps the secret unless one is typed, and the people; another client needs its own secret",
  start,
  async (site, { issuer }) => {
    const admin = await withProvider(site, issuer);
    const maya = await signInBy(traveller(site), "maya");
    assert.equal(await whoIs(maya), "maya");
    await admin.open("/admin/sign-in?change=1");
    await admin.submit("/admin/sign-in", {
      _action: "change",
      name: "Acme Works",
      admits: "linked",
    });
    assert.equal(admin.path, "/admin/sign-in?done=changed", admin.html);
    const page = await site.visitor().open("/sign-in");
    assert.match(page.html, /Sign in with Acme Works/);
    assert.equal(await whoIs(await signInBy(traveller(site), "maya")), "maya");
    const late = await signInBy(traveller(site), "late");
    assert.equal(late.path, "/sign-in?done=provider-unlinked");
    await admin.open("/admin/sign-in?change=1");
    await admin.submit("/admin/sign-in", { _action: "change", client_id: "x" });
    assert.match(at(admin.html, "secret"), /Enter the client secret/);
    await admin.submit("/admin/sign-in", {
      _action: "change",
      client_id: CLIENT.id,
      secret: "wrong",
    });
    assert.match(at(admin.html, "secret"), /does not know/);
  },
);

onSite(
  "providers are for administrators, and for those who proved it a moment ago",
  {
    REGISTRATION: "open",
  },
  (site) =>
    withClock(async () => {
      const admin = await site.signUp("ada");
      const maya = await site.signUp("maya");
      await maya.open("/admin/sign-in");
      assert.equal(maya.status, 404);
      const csrf = /name="csrf" value="([^"]+)"/.exec(
        (await maya.open("/settings/profile")).html,
      )![1]!;
      await maya.open("/admin/sign-in", {
        method: "POST",
        body: new URLSearchParams({ csrf, _action: "off", id: "1" }).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
      assert.equal(maya.status, 404);
      forward(20 * MINUTE);
      await admin.open("/admin/sign-in");
      assert.match(admin.path, /^\/settings\/confirm\?next=%2Fadmin%2Fsign-in/);
    }),
);

onSiteWith(
  "two administrators who add a provider at once do not get one address for both",
  start,
  async (site, { issuer }) => {
    await using other = await startLyingIssuer();
    allow(new URL(issuer).host, other.host);
    const admin = await site.signUp("ada");
    await admin.open("/admin/sign-in");
    const slow = traveller(site, admin);
    await slow.open("/admin/sign-in");
    await addProvider(admin, issuer);
    assert.equal(admin.path, "/admin/sign-in?done=added");
    await slow.submit("/admin/sign-in", {
      _action: "add",
      name: "Other",
      issuer: other.issuer,
      client_id: "x",
      secret: "y",
    });
    assert.equal(slow.status, 409);
    assert.match(slow.html, /redirect address has changed/);
    assert.ok(slow.html.includes(callback("2")));
    await slow.submit("/admin/sign-in", { _action: "add", secret: "y" });
    assert.equal(slow.path, "/admin/sign-in?done=added");
    const zoe = await setOut(traveller(site), { id: "2" });
    assert.equal(
      zoe.path,
      "/sign-in?done=provider-wrong",
      "client x is not ours",
    );
  },
);
