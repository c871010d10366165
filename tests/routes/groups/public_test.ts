import { changeServerSettings } from "@/lib/accounts/server_settings.ts";
import type { User } from "@/lib/accounts/model.ts";
import { publishGroup } from "@/lib/conversations/publish.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { onSite, type Site } from "@/tests/support/app.ts";
import { faultsOf } from "@/tests/support/html_faults.ts";
import { directOf } from "@/tests/support/people.ts";
import assert from "node:assert/strict";
import { gatherPeople, groupFor, post } from "./_group.ts";

const LIMITLESS = { REGISTRATION: "open", RATE_LIMITS: "off" };

let sent = 0;
function say(user: User, conversation: string, text: string) {
  return sendMessage(user, {
    conversation,
    text,
    clientId: `client-${++sent}`,
  });
}

async function allow(user: User, publicGroups: boolean): Promise<void> {
  const rules = { registration: "open", editWindow: "", publicGroups };
  await changeServerSettings(user, rules);
}

/** The page as somebody gets it who never was here. */
async function visit(site: Site, path: string, init: RequestInit = {}) {
  const response = await site.send(path, init);
  return { response, html: await response.text() };
}

onSite(
  "C8 an owner makes a group public and anybody reads it as plain HTML without a session, a cookie or a script, page by page at addresses that stay",
  LIMITLESS,
  async (site) => {
    const people = await gatherPeople(site);
    const group = await groupFor(people);
    const owner = people.owner.user!;
    await allow(owner, true);
    const first = await say(owner, group.id, "The **first** word <script>");
    for (let i = 0; i < 60; i++) await say(owner, group.id, `Line ${i}`);
    assert.equal(
      (await visit(site, "/public/harbour-trip")).response.status,
      404,
    );
    const path = `/conversations/${group.id}/public`;
    const { browser } = people.owner;
    await browser.open(path);
    await browser.submit("/public", { slug: "Harbour-Trip" });
    assert.match(browser.html, /\/public\/harbour-trip/);

    const { response, html } = await visit(site, "/public/harbour-trip");
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("set-cookie"), null);
    assert.doesNotMatch(html, /<script|<form|\/people\/|owner1/);
    assert.match(html, /Owner1/);
    assert.match(html, /Line 59/);
    assert.doesNotMatch(html, /started the conversation|readable by everybody/);
    assert.match(
      html,
      /<link rel="canonical" href="http:\/\/localhost:8000\/public\/harbour-trip\?page=2"/,
    );
    assert.match(html, /href="[^"]*\?page=1"/);
    // Its own address with the server's name, for those who index it.
    const faults = (await faultsOf(html)).filter((one) =>
      !one.startsWith("foreign href http://localhost:8000/public/")
    );
    assert.deepEqual(faults, []);
    const older = await visit(site, "/public/harbour-trip?page=1");
    assert.match(older.html, /The <strong>first<\/strong> word &lt;script&gt;/);
    assert.match(older.html, new RegExp(`id="m-${first.seq}"`));
    for (const odd of ["0", "3", "-1", "x", "1e9"]) {
      const { response } = await visit(
        site,
        `/public/harbour-trip?page=${odd}`,
      );
      assert.equal(response.status, 404, odd);
    }
    const feed = await visit(site, "/public/harbour-trip/feed");
    assert.match(feed.response.headers.get("content-type")!, /atom\+xml/);
    assert.match(feed.html, /<feed xmlns="http:\/\/www.w3.org\/2005\/Atom">/);
    assert.equal([...feed.html.matchAll(/<entry>/g)].length, 50);
    assert.doesNotMatch(feed.html, /<script|owner1/);
    for (const way of ["", "/log", "/members", "/messages/2"]) {
      const there = `/conversations/${group.id}${way}`;
      assert.equal((await visit(site, there)).response.status, 303, there);
    }
  },
);

onSite(
  "C8 what is deleted or edited follows on the public page, and a page that did not change is not sent twice",
  LIMITLESS,
  async (site) => {
    const people = await gatherPeople(site);
    const group = await groupFor(people);
    const owner = people.owner.user!;
    await allow(owner, true);
    await publishGroup(owner, group.id, "harbour");
    const doomed = await say(owner, group.id, "Slip of the tongue");
    const changed = await say(owner, group.id, "Five o'clock");
    for (const path of ["/public/harbour", "/public/harbour/feed"]) {
      const { response, html } = await visit(site, path);
      assert.match(html, /Slip of the tongue/);
      const etag = response.headers.get("etag")!;
      const headers = { "if-none-match": etag };
      const again = await visit(site, path, { headers });
      assert.equal(again.response.status, 304);
      assert.equal(again.html, "");
    }
    const { response } = await visit(site, "/public/harbour");
    const headers = { "if-none-match": response.headers.get("etag")! };
    await deleteMessage(owner, group.id, doomed.seq);
    await editMessage(owner, group.id, changed.seq, "Six o'clock");
    for (const path of ["/public/harbour", "/public/harbour/feed"]) {
      const { response, html } = await visit(site, path, { headers });
      assert.equal(response.status, 200);
      assert.doesNotMatch(html, /Slip of the tongue|Five o/);
      assert.match(html, /Six o/);
    }
  },
);

onSite(
  "C8 nobody but an owner publishes, only where the server allows it, each name once, and all of it ends at once",
  LIMITLESS,
  async (site) => {
    const people = await gatherPeople(site);
    const [group, other] = [await groupFor(people), await groupFor(people)];
    const owner = people.owner.user!;
    const path = `/conversations/${group.id}/public`;
    const publish = (slug: string) => post(people.owner, path, { slug });
    assert.equal((await publish("harbour")).status, 403, "not allowed yet");
    await allow(owner, true);
    for (
      const slug of [
        "",
        "a",
        "-ab",
        "ab-",
        "a b",
        "ä-b",
        "x".repeat(41),
        "../x",
      ]
    ) {
      assert.equal((await publish(slug)).status, 422, slug);
    }
    assert.equal(
      (await post(people.moderator, path, { slug: "mine" })).status,
      403,
    );
    const direct = await directOf(owner, people.member.user!);
    await assert.rejects(publishGroup(owner, direct.id, "between-us"));
    const both = await Promise.allSettled([
      publishGroup(owner, group.id, "harbour"),
      publishGroup(owner, other.id, "harbour"),
    ]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [
      "fulfilled",
      "rejected",
    ]);
    const status = async () =>
      (await visit(site, "/public/harbour")).response.status;
    assert.equal(await status(), 200);
    await allow(owner, false);
    assert.equal(await status(), 404, "the server says no");
    await allow(owner, true);
    assert.equal(await status(), 200);
    const winner = both[0]!.status === "fulfilled" ? group : other;
    await post(people.owner, `/conversations/${winner.id}/public`, {
      _action: "remove",
    });
    assert.equal(await status(), 404, "the owner says no");
    assert.equal((await publish("harbour")).status, 303, "the name is free");
    await removeMember(owner, group.id, people.member.user!.id);
    const { html } = await visit(site, "/public/harbour");
    assert.doesNotMatch(html, /Member1/, "who is in it is not told");
  },
);
