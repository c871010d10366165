/** Single sign-on against browsers that lie: what is sent back to us is believed from who set out, once. */
import assert from "node:assert/strict";
import { startIssuer } from "@/tests/support/issuer.ts";
import { startLyingIssuer } from "@/tests/support/lying_issuer.ts";
import { PlainBrowser } from "@/tests/support/plain_browser.ts";
import {
  addProvider,
  allow,
  callback,
  countAccounts,
  holdBack,
  onSiteWith,
  setOut,
  signInBy,
  traveller,
  whoIs,
  withProvider,
} from "../routes/accounts/_provider.ts";
import {
  forward,
  MINUTE,
  withClock,
} from "../routes/accounts/_second_factor.ts";
import { origin } from "@/tests/support/app.ts";

const OVER = "/sign-in?done=provider-over";
const WRONG = "/sign-in?done=provider-wrong";

onSiteWith(
  "A5 a state is good once, for ten minutes, and for the browser that set out",
  startLyingIssuer,
  async (site, { issuer }) => {
    await withProvider(site, issuer);
    await withClock(async () => {
      const maya = traveller(site);
      const back = await holdBack(maya);
      const thief = await traveller(site).open(back);
      assert.equal(thief.path, OVER, "another browser");
      const own = traveller(site);
      await holdBack(own);
      assert.equal(
        (await own.open(back)).path,
        OVER,
        "one with a way of its own",
      );
      await maya.open(back);
      assert.equal(maya.path, "/conversations", "a stranger did not use it up");
      assert.equal(await whoIs(maya), "maya");

      const other = traveller(site, site.visitor());
      other.cookies.set(
        "parley_provider",
        maya.cookies.get("parley_provider") ?? "x",
      );
      assert.equal((await other.open(back)).path, OVER, "replayed");
      const late = traveller(site);
      const slow = await holdBack(late);
      forward(10 * MINUTE);
      assert.equal((await late.open(slow)).path, OVER, "ten minutes later");
    });
  },
);

onSiteWith(
  "A5 one callback brought fifty times at once signs in once",
  startLyingIssuer,
  async (site, { issuer, asked }) => {
    await withProvider(site, issuer);
    const maya = traveller(site);
    const back = await holdBack(maya);
    const cookie = maya.cookies.get("parley_provider")!;
    const before = asked.filter(({ path }) => path === "/token").length;
    const copies = Array.from({ length: 50 }, () => {
      const copy = traveller(site);
      copy.cookies.set("parley_provider", cookie);
      return copy;
    });
    await Promise.all(copies.map((copy) => copy.open(back)));
    const won = copies.filter(({ cookies }) => cookies.has("parley"));
    assert.equal(won.length, 1);
    const tokens = asked.filter(({ path }) => path === "/token").length;
    assert.equal(tokens - before, 1);
    assert.equal(await countAccounts(), 2);
  },
);

onSiteWith(
  "A5 a code of somebody else's way, put into one's own, is refused: by the nonce here, by PKCE at an honest provider",
  startLyingIssuer,
  async (site, lying) => {
    await using honest = await startIssuer([callback("2")]);
    allow(lying.host, honest.host);
    const admin = await withProvider(site, lying.issuer);
    await addProvider(admin, honest.issuer, { name: "Honest" });
    assert.equal(admin.path, "/admin/sign-in?done=added", admin.html);

    lying.subject = "victim";
    const stolen = new URL(await holdBack(traveller(site)));
    const thief = traveller(site);
    const own = new URL(await holdBack(thief));
    own.searchParams.set("code", stolen.searchParams.get("code")!);
    assert.equal((await thief.open(own.href)).path, WRONG);

    const codes: string[] = [];
    /** Comes as far as the way back from the honest provider. */
    const waits = async () => {
      const browser = traveller(site);
      const held = new PlainBrowser(origin, async (req) => {
        if (!req.url.startsWith(callback("2"))) return await browser.send(req);
        codes.push(req.url);
        return new Response("held");
      });
      await signInBy(held, "victim", { id: "2" });
      for (const [name, value] of held.cookies) {
        browser.cookies.set(name, value);
      }
      return browser;
    };
    await waits();
    const second = await waits();
    const mine = new URL(codes[1]!);
    mine.searchParams.set("code", new URL(codes[0]!).searchParams.get("code")!);
    assert.equal((await second.open(mine.href)).path, WRONG);
    assert.equal(await countAccounts(), 1);
  },
);

onSiteWith(
  "A5 of two providers none can bring an answer in the other's name, and no code of one reaches the other",
  startLyingIssuer,
  async (site, good) => {
    await using evil = await startLyingIssuer();
    allow(good.host, evil.host);
    const admin = await withProvider(site, good.issuer);
    await addProvider(admin, evil.issuer, { name: "Evil" });
    assert.equal(admin.path, "/admin/sign-in?done=added");
    const tokens = ({ asked }: typeof evil) =>
      asked.filter(({ path }) => path === "/token").length;
    const before = [tokens(good), tokens(evil)];

    // The evil one sends the browser on to the good one, with its own state.
    const mixed = traveller(site);
    const back = new URL(await holdBack(mixed, "2"));
    for (const iss of [good.issuer, null]) {
      const again = traveller(site);
      const way = new URL(await holdBack(again, "2"));
      if (iss) way.searchParams.set("iss", iss);
      else way.searchParams.delete("iss");
      assert.equal((await again.open(way.href)).path, WRONG, String(iss));
    }
    // At the good one's address: that is not where this browser set out for.
    const there = back.href.replace("/with/2/", "/with/1/");
    assert.equal((await mixed.open(there)).path, OVER);
    assert.deepEqual([tokens(good), tokens(evil)], before);

    // And nobody is somebody by another issuer's word.
    evil.lies.claims = (claims) => ({ ...claims, iss: good.issuer });
    assert.equal((await setOut(traveller(site), { id: "2" })).path, WRONG);
    assert.equal(await countAccounts(), 1);
  },
);

onSiteWith(
  "A5 first sign-ins of one subject at once make one account; the same subject at another issuer is another person",
  startLyingIssuer,
  async (site, first) => {
    await using second = await startLyingIssuer();
    allow(first.host, second.host);
    const admin = await withProvider(site, first.issuer);
    await addProvider(admin, second.issuer, { name: "Other" });
    const browsers = Array.from({ length: 8 }, () => traveller(site));
    await Promise.all(
      browsers.map((browser) => browser.open("/sign-in/with/1")),
    );
    for (const { path } of browsers) assert.equal(path, "/conversations");
    assert.equal(await countAccounts(), 2);

    const other = await setOut(traveller(site), { id: "2" });
    assert.equal(other.path, "/sign-up/name", "the username is taken");
    await other.submit("/sign-up/name", { username: "maya2", name: "Maya" });
    assert.equal(await whoIs(other), "maya2");
    assert.equal(await whoIs(browsers[0]!), "maya");
    assert.equal(await countAccounts(), 3);
  },
);

onSiteWith(
  "A5 a name, a mail address or a username never leads into somebody's account, and two pages of one newcomer make one account",
  startLyingIssuer,
  async (site, lying) => {
    await withProvider(site, lying.issuer);
    lying.lies.claims = (claims) => ({
      ...claims,
      preferred_username: "ada",
      name: "Ada",
      email: "ada@example.org",
      email_verified: true,
    });
    const tabs = [traveller(site), traveller(site)];
    for (const tab of tabs) {
      await setOut(tab);
      assert.equal(tab.path, "/sign-up/name");
    }
    const nobody = await site.visitor().open("/sign-up/name");
    assert.equal(nobody.path, OVER);
    await Promise.all(
      tabs.map((tab, i) =>
        tab.submit("/sign-up/name", { username: `ada.${"xy"[i]}`, name: "Ada" })
      ),
    );
    const names = await Promise.all(tabs.map(whoIs));
    assert.equal(names[0], names[1]);
    assert.match(names[0]!, /^ada\.[xy]$/);
    assert.equal(await countAccounts(), 2);
  },
);

onSiteWith(
  "A5 nothing leads away from here after a sign-in, and a link is made for the session that asked, with its token",
  startLyingIssuer,
  async (site, lying) => {
    const admin = traveller(site, await withProvider(site, lying.issuer));
    for (
      const next of [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
      ]
    ) {
      const browser = traveller(site);
      await browser.open(
        `/sign-in/with/1?next=${encodeURIComponent(next)}`,
      );
      assert.equal(browser.url, `${origin}/conversations`, next);
    }
    lying.subject = "thief";
    const forged = await admin.request("/settings/linked", {
      method: "POST",
      body: "_action=link&provider=1",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    assert.equal(forged.status, 403);
    await forged.body?.cancel();

    // Somebody sets out to link, and gives their way back to somebody else.
    const maya = traveller(site);
    lying.subject = "maya";
    await setOut(maya);
    lying.subject = "thief";
    await admin.open("/settings/linked");
    await admin.submit("/settings/linked", { _action: "link" });
    const out = /0; url=(\S+)/.exec(admin.headers.get("refresh")!)![1]!;
    const back = (await admin.request(out)).headers.get("location")!;
    maya.cookies.set("parley_provider", admin.cookies.get("parley_provider")!);
    await maya.open(back);
    assert.equal(maya.path, "/settings/linked?done=provider-over");
    assert.equal(maya.html.match(/data-linked=/g)?.length, 1, "her own only");
    const late = await setOut(traveller(site));
    assert.equal(await whoIs(late), "thief", "linked to nobody, so new here");
  },
);
