import { listEntries } from "@/lib/conversations/entries.ts";
import { createLink } from "@/lib/conversations/links.ts";
import { DEFAULT_RIGHTS } from "@/lib/conversations/rights_model.ts";
import { onSite } from "@/tests/support/app.ts";
import assert from "node:assert/strict";
import { gatherPeople, groupFor, type Person, post } from "./_group.ts";

const LIMITLESS = { REGISTRATION: "open", RATE_LIMITS: "off" };

let tried = 0;
function say(person: Person, path: string, text: string) {
  const client_id = `client-${++tried}`;
  return post(person, `${path}/messages`, { text, client_id });
}

onSite(
  "C7 in an announcement room members read and react but cannot post, and have no box to write in",
  LIMITLESS,
  async (site) => {
    const people = await gatherPeople(site);
    const group = await groupFor(people);
    const path = `/conversations/${group.id}`;
    await people.member.browser.open(path);
    assert.match(people.member.browser.html, /data-composer/);
    await post(people.owner, `${path}/rights`, {
      history: "all",
      moderator: [...DEFAULT_RIGHTS.moderator],
      member: ["react"],
      guest: ["react"],
    });
    assert.equal((await say(people.owner, path, "We sail")).status, 303);
    assert.equal((await say(people.moderator, path, "At ten")).status, 303);
    const [last] = await listEntries(group.id, { limit: 1, reverse: true });
    for (const who of ["member", "guest"] as const) {
      const { browser } = people[who];
      const refused = await say(people[who], path, "Why at ten?");
      assert.equal(refused.status, 403);
      await browser.open(path);
      assert.match(browser.html, /At ten/);
      assert.doesNotMatch(browser.html, /data-composer/);
      assert.match(browser.html, /You may read here, but not write/);
      const liked = await post(
        people[who],
        `${path}/messages/${last!.seq}/reactions`,
        { emoji: "👍" },
      );
      assert.equal(liked.status, 303);
    }
    const log = await listEntries(group.id, { limit: 1, reverse: true });
    assert.equal(log[0]!.seq, last!.seq, "nothing was posted");
  },
);

onSite(
  "a group that is laid to rest is read, and nothing else, until an owner opens it again",
  LIMITLESS,
  async (site) => {
    const people = await gatherPeople(site);
    const group = await groupFor(people);
    const path = `/conversations/${group.id}`;
    const { owner, moderator, member, stranger } = people;
    await say(member, path, "Last words");
    const rules = {
      history: "all",
      moderator: [...DEFAULT_RIGHTS.moderator],
      member: [...DEFAULT_RIGHTS.member],
      guest: [...DEFAULT_RIGHTS.guest],
    };
    const draft = { days: 1, cap: 9, approval: false };
    const { code } = await createLink(owner.user!, group.id, draft);
    await post(owner, `${path}/rights`, { ...rules, read_only: "on" });
    for (const who of [owner, moderator, member]) {
      assert.equal((await say(who, path, "And yet")).status, 403);
      const words = { name: "Mine", description: "" };
      assert.equal((await post(who, `${path}/settings`, words)).status, 403);
      await who.browser.open(path);
      assert.match(who.browser.html, /Last words/);
      assert.doesNotMatch(who.browser.html, /data-composer/);
    }
    assert.equal((await post(stranger, `/join/${code}`, {})).status, 409);
    // Nothing but the way back is on the page.
    await owner.browser.open(`${path}/details`);
    await owner.browser.follow(`${path}/rights`);
    await owner.browser.open(`${path}/rights`);
    assert.match(owner.browser.html, /name="read_only"[^>]*checked/);
    await post(owner, `${path}/rights`, rules);
    assert.equal((await say(member, path, "Here again")).status, 303);
    assert.equal((await post(stranger, `/join/${code}`, {})).status, 303);
  },
);

onSite(
  "C7 slow mode refuses a second post inside its interval, keeps its text and says how long; owners and moderators do not wait",
  LIMITLESS,
  async (site) => {
    const people = await gatherPeople(site);
    const group = await groupFor(people);
    const path = `/conversations/${group.id}`;
    const rules = {
      history: "all",
      moderator: [...DEFAULT_RIGHTS.moderator],
      member: [...DEFAULT_RIGHTS.member],
      guest: [...DEFAULT_RIGHTS.guest],
    };
    await post(people.owner, `${path}/rights`, { ...rules, slow: "30" });
    for (const who of ["owner", "moderator"] as const) {
      assert.equal((await say(people[who], path, "One")).status, 303);
      assert.equal((await say(people[who], path, "Two")).status, 303);
    }
    assert.equal((await say(people.member, path, "One")).status, 303);
    const refused = await say(people.member, path, "My second thought");
    assert.equal(refused.status, 429);
    const wait = Number(refused.headers.get("retry-after"));
    assert.ok(wait > 20 && wait <= 30, `${wait}`);
    const html = await refused.text();
    assert.match(html, />\s*My second thought<\/textarea>/);
    assert.match(html, /Slow mode is on here\. Wait \d+ seconds/);
    assert.equal((await say(people.guest, path, "One")).status, 303);
    // Sent again, it is the same message, not a second one.
    const once = { text: "Once", client_id: "client-once" };
    const first = await post(people.other, `${path}/messages`, once);
    const again = await post(people.other, `${path}/messages`, once);
    assert.deepEqual([first.status, again.status], [303, 303]);
    // Of many at once, one.
    const before = await listEntries(group.id, { limit: 99 });
    const many = await Promise.all(
      Array.from({ length: 8 }, (_, i) => say(people.guest, path, `${i}`)),
    );
    assert.ok(many.every(({ status }) => status === 429));
    assert.equal(
      (await listEntries(group.id, { limit: 99 })).length,
      before.length,
    );
    await post(people.owner, `${path}/rights`, { ...rules, slow: "" });
    assert.equal((await say(people.member, path, "Free")).status, 303);
    const odd = await post(people.owner, `${path}/rights`, {
      history: "all",
      slow: "soon",
    });
    assert.equal(odd.status, 422);
    assert.match(await odd.text(), /value="soon"/);
  },
);
