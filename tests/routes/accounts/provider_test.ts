import assert from "node:assert/strict";
import { passwords } from "@/lib/accounts/_keys.ts";
import { findByUsername } from "@/lib/accounts/find.ts";
import { change } from "@/lib/kv/change.ts";
import { startIssuer } from "@/tests/support/issuer.ts";
import {
  addProvider,
  arriveAs,
  callback,
  onSiteWith,
  setOut,
  signInBy,
  traveller,
  whoIs,
  withProvider,
} from "./_provider.ts";
import { codeOf, enrol, forward, withClock } from "./_second_factor.ts";

const start = () => startIssuer([callback()]);

onSiteWith(
  "A5 an administrator pastes issuer, client id and secret, and a person from that issuer lands signed in, without script",
  start,
  async (site, { issuer, claims }) => {
    claims.set("maya@acme", {
      preferred_username: "Maya.Lind@acme.example",
      name: "Maya Lind",
    });
    await withProvider(site, issuer);
    const maya = await signInBy(traveller(site), "maya@acme");
    assert.equal(maya.path, "/conversations");
    assert.equal(maya.status, 200);
    assert.equal(await whoIs(maya), "maya.lind");
    assert.match(maya.html, /Maya Lind/);
    // The same person comes back to the same account, to where they wanted.
    const again = traveller(site);
    await signInBy(again, "maya@acme", { next: "/settings/privacy" });
    assert.equal(again.path, "/settings/privacy");
    assert.equal(await whoIs(again), "maya.lind");
  },
);

onSiteWith(
  "a username that is taken or cannot be one is asked for on one page, with what was typed kept",
  start,
  async (site, { issuer, claims }) => {
    claims.set("s1", { preferred_username: "ada", name: "Ada Two" });
    claims.set("s2", { preferred_username: "漢字 !!", name: "" });
    claims.set("s3", { preferred_username: "admin" });
    await withProvider(site, issuer);
    const other = await signInBy(traveller(site), "s1");
    assert.equal(other.path, "/sign-up/name");
    assert.match(other.html, /username ada is taken here/);
    assert.match(other.html, /value="Ada Two"/);
    const odd = { refusal: "x", taken: "y" };
    await other.submit("/sign-up/name", {
      username: "ada",
      name: "Ada II",
      ...odd,
    });
    assert.equal(other.status, 422);
    assert.match(other.html, /data-error-for="username"/);
    assert.match(other.html, /value="Ada II"/);
    await other.submit("/sign-up/name", {
      username: "ada.two",
      name: "Ada II",
    });
    assert.equal(other.path, "/conversations");
    assert.equal(await whoIs(other), "ada.two");
    const third = await signInBy(traveller(site), "s3");
    assert.equal(third.path, "/sign-up/name", "a name kept for the server");
    const nameless = await signInBy(traveller(site), "s2");
    assert.equal(nameless.path, "/conversations");
    assert.equal(await whoIs(nameless), "漢字");
  },
);

onSiteWith(
  "a provider that admits linked accounts only makes none; linked in the settings it signs in, and past it is unlinked",
  start,
  async (site, { issuer }) => {
    const admin = await withProvider(site, issuer, { admits: "linked" });
    const stranger = await signInBy(traveller(site), "someone");
    assert.equal(stranger.path, "/sign-in?done=provider-unlinked");
    assert.match(stranger.html, /No account here is linked/);
    assert.equal(stranger.cookies.has("parley"), false);

    const ada = traveller(site, admin);
    await ada.open("/settings/linked");
    await ada.submit("/settings/linked", { _action: "link" });
    assert.match(ada.html, /Go on to Acme/);
    const to = /0; url=(\S+)/.exec(ada.headers.get("refresh")!)![1]!;
    await arriveAs(await ada.open(to), "ada@acme");
    assert.equal(ada.path, "/settings/linked?done=provider-linked");
    assert.match(ada.html, new RegExp(`data-linked="${issuer}"`));
    await ada.open("/settings/security");
    assert.match(ada.html, /data-security-event="provider-linked"/);

    const elsewhere = await signInBy(traveller(site), "ada@acme");
    assert.equal(await whoIs(elsewhere), "ada");

    await ada.open("/settings/linked");
    const link = /href="(\/settings\/linked\?link=[^"]+)"/.exec(
      ada.html,
    )![1]!;
    await ada.open(link);
    await ada.submit("/settings/linked", { _action: "unlink" });
    assert.equal(ada.path, "/settings/linked?done=unlinked");
    await ada.open("/settings/security");
    assert.match(ada.html, /data-security-event="provider-unlinked"/);
    const late = await signInBy(traveller(site), "ada@acme");
    assert.equal(late.path, "/sign-in?done=provider-unlinked");
  },
);

onSiteWith(
  "the last way to sign in cannot be unlinked, and who has no password proves it is them by signing in again",
  start,
  async (site, { issuer }) => {
    await withProvider(site, issuer);
    await withClock(async () => {
      const maya = await signInBy(traveller(site), "maya");
      await maya.open("/settings/linked");
      const link = /href="(\/settings\/linked\?link=[^"]+)"/
        .exec(maya.html)![1]!;
      await maya.open(link);
      await maya.submit("/settings/linked", { _action: "unlink" });
      assert.equal(maya.status, 409);
      assert.match(maya.html, /data-linked/, "it is still there");

      forward(20 * 60_000);
      await maya.open(link);
      assert.match(maya.path, /^\/settings\/confirm/);
      const again = /href="(\/sign-in\/with\/1\?again=[^"]*)"/
        .exec(maya.html)![1]!.replaceAll("&amp;", "&");
      await arriveAs(await maya.open(again), "maya");
      assert.equal(maya.path, link);
      assert.equal(await whoIs(maya), "maya");
    });
  },
);

onSiteWith(
  "our own second factor is asked after a provider as after a password",
  start,
  async (site, { issuer }) => {
    await withProvider(site, issuer);
    await withClock(async () => {
      const maya = await signInBy(traveller(site), "maya");
      const { seed } = await enrol(maya);
      const phone = traveller(site);
      await signInBy(phone, "maya", { next: "/settings/privacy" });
      assert.match(phone.path, /^\/sign-in\/second-step/);
      assert.equal(phone.cookies.has("parley"), false, "no session yet");
      await phone.submit("/sign-in/second-step", { code: "000000" });
      assert.equal(phone.status, 422);
      await phone.submit("/sign-in/second-step", { code: codeOf(seed, 1) });
      assert.equal(phone.path, "/settings/privacy");
    });
  },
);

onSiteWith(
  "a provider that is off has no button and signs nobody in; on again it knows its people; removed and added again too",
  start,
  async (site, { issuer }) => {
    const admin = await withProvider(site, issuer);
    const maya = await signInBy(traveller(site), "maya");
    const waiting = await setOut(traveller(site));
    await admin.open("/admin/sign-in");
    await admin.submit("/admin/sign-in", { _action: "off" });
    assert.equal(admin.path, "/admin/sign-in?done=off");
    await arriveAs(waiting, "maya");
    assert.equal(
      waiting.path,
      "/sign-in?done=provider-over",
      "while on its way",
    );
    const page = await site.visitor().open("/sign-in");
    assert.doesNotMatch(page.html, /sign-in\/with/);
    assert.equal((await site.visitor().open("/sign-in/with/1")).status, 404);
    await maya.open("/conversations");
    assert.equal(maya.path, "/conversations", "who is in stays in");

    await admin.submit("/admin/sign-in", { _action: "on" });
    assert.equal(await whoIs(await signInBy(traveller(site), "maya")), "maya");
    await admin.open("/admin/sign-in?remove=1");
    await admin.submit("/admin/sign-in", { _action: "remove" });
    assert.equal(admin.path, "/admin/sign-in?done=removed");
    await addProvider(admin, issuer);
    assert.equal(await whoIs(await signInBy(traveller(site), "maya")), "maya");
  },
);

onSiteWith(
  "an administrator does not switch off or remove their own last way in",
  start,
  async (site, { issuer }) => {
    const admin = traveller(site, await withProvider(site, issuer));
    await admin.open("/settings/linked");
    await admin.submit("/settings/linked", { _action: "link" });
    const to = /0; url=(\S+)/.exec(admin.headers.get("refresh")!)![1]!;
    await arriveAs(await admin.open(to), "boss");
    const ada = (await findByUsername("ada"))!;
    await change((c) => c.drop(passwords, [ada.id]));
    await admin.open("/admin/sign-in");
    await admin.submit("/admin/sign-in", { _action: "off" });
    assert.equal(admin.status, 409);
    assert.match(admin.html, /data-provider="1"/);
    await admin.open("/admin/sign-in?remove=1");
    await admin.submit("/admin/sign-in", { _action: "remove" });
    assert.equal(admin.status, 409);
    assert.equal(await whoIs(await signInBy(traveller(site), "boss")), "ada");
  },
);
