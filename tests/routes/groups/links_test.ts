import { findUser } from "@/lib/accounts/find.ts";
import { groupLinks } from "@/lib/conversations/_link_keys.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { joinByLink } from "@/lib/conversations/join.ts";
import { createLink } from "@/lib/conversations/links.ts";
import { listEntries } from "@/lib/conversations/entries.ts";
import { leaveConversation } from "@/lib/conversations/leave.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import { Problem } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { withStore } from "@/lib/kv/store.ts";
import { onSite } from "@/tests/support/app.ts";
import { gatherCast, gatherCrowd, groupOf } from "@/tests/support/people.ts";
import { otherProcess, storeTest } from "@/tests/support/store.ts";
import assert from "node:assert/strict";
import { gatherPeople, groupFor, type People, post } from "./_group.ts";

const LIMITLESS = { REGISTRATION: "open", RATE_LIMITS: "off" };

/** Makes a link on the page and reads it there. */
async function makeLink(
  { owner }: People,
  path: string,
  form: Record<string, string>,
): Promise<string> {
  await owner.browser.open(`${path}/links`);
  await owner.browser.submit("/links", { _action: "create", ...form });
  assert.equal(owner.browser.status, 200);
  const { pathname } = new URL(
    /http:\/\/\S+?\/join\/[0-9a-f]{32}/.exec(owner.browser.html)![0],
  );
  return pathname;
}

onSite(
  "C5 a link admits people until its cap is reached, then explains why not; whoever is in already uses up nothing",
  LIMITLESS,
  async (site) => {
    const people = await gatherPeople(site);
    const group = await groupFor(people);
    const path = `/conversations/${group.id}`;
    const link = await makeLink(people, path, { days: "7", cap: "1" });
    const { stranger, waiting, member } = people;
    await member.browser.open(link);
    await member.browser.submit(link);
    assert.equal(member.browser.path, path);
    await stranger.browser.open(link);
    assert.match(stranger.browser.html, /Join Harbour trip/);
    await stranger.browser.submit(link);
    assert.equal(stranger.browser.path, path);
    assert.match(stranger.browser.html, /Stranger1 came in by a link/);
    await waiting.browser.open(link);
    assert.equal(waiting.browser.status, 410);
    assert.match(waiting.browser.html, /This link is used up/);
    const late = await post(waiting, link, {});
    assert.equal(late.status, 409);
    assert.match(await late.text(), /This link is used up/);
    await waiting.browser.open(path);
    assert.equal(waiting.browser.status, 404);
  },
);

onSite(
  "C5 a link that has expired, was taken back, is not complete, or whose maker may not bring people in any more says so and admits nobody",
  LIMITLESS,
  async (site) => {
    const people = await gatherPeople(site);
    const group = await groupFor(people);
    const path = `/conversations/${group.id}`;
    const { stranger, owner, second } = people;
    const refused = async (link: string, why: RegExp) => {
      await stranger.browser.open(link);
      assert.equal(stranger.browser.status, 410);
      assert.match(stranger.browser.html, why);
      const response = await post(stranger, link, {});
      assert.equal(response.status, 409);
      assert.match(await response.text(), why);
    };
    const made = await createLink(
      owner.user!,
      group.id,
      { days: 1, cap: 9, approval: false },
      Date.now() - 86_400_001,
    );
    await refused(`/join/${made.code}`, /has expired/);
    await refused(`/join/${made.code.slice(1)}`, /leads nowhere/);
    await refused(`/join/${"0".repeat(32)}`, /leads nowhere/);
    const link = await makeLink(people, path, { days: "7", cap: "5" });
    const code = link.split("/").at(-1)!;
    await stranger.browser.open(link);
    assert.equal(stranger.browser.status, 200);
    const row = /data-link="([^"]+)"/.exec(owner.browser.html)![1]!;
    await post(owner, `${path}/links`, { _action: "revoke", id: row });
    await refused(link, /leads nowhere/);
    assert.ok(!(await refusedRows(site.store, code)), "nothing is left of it");
    const draft = { days: 1, cap: 9, approval: false };
    const theirs = await createLink(people.member.user!, group.id, draft);
    await removeMember(second.user!, group.id, people.member.user!.id);
    await refused(`/join/${theirs.code}`, /leads nowhere/);
    const odd = await post(owner, `${path}/links`, { days: "0", cap: "many" });
    assert.equal(odd.status, 422);
    const html = await odd.text();
    assert.match(html, /value="many"/);
    assert.match(html, /data-error-for="days"/);
  },
);

async function refusedRows(
  store: Parameters<typeof withStore>[0],
  code: string,
): Promise<boolean> {
  for await (const { key } of store.kv.list({ prefix: [] })) {
    if (JSON.stringify(key.map(String)).includes(code)) return true;
  }
  return false;
}

onSite(
  "C5 whoever has no session is led through the sign-in or a new account and back to the link",
  LIMITLESS,
  async (site) => {
    const people = await gatherPeople(site);
    const group = await groupFor(people);
    const path = `/conversations/${group.id}`;
    const link = await makeLink(people, path, { days: "7", cap: "5" });
    const newcomer = site.visitor();
    await newcomer.open(link);
    assert.match(newcomer.html, /Harbour trip/);
    const next = encodeURIComponent(link);
    await newcomer.follow(`/sign-up?next=${next}`);
    await newcomer.submit("/sign-up", {
      username: "rosa",
      name: "Rosa",
      password: "three calm herons",
    });
    assert.equal(newcomer.path, link);
    await newcomer.submit(link);
    assert.equal(newcomer.path, path);
    const back = site.visitor();
    await back.open(link);
    await back.follow(`/sign-in?next=${next}`);
    await back.submit("/sign-in", {
      username: "stranger1",
      password: "three calm herons",
    });
    assert.equal(back.path, link);
    const evil = site.visitor();
    await evil.open("/sign-up?next=https://elsewhere.example/");
    assert.ok(!evil.html.includes("elsewhere"), "leads nowhere but here");
  },
);

onSite(
  "C5 where somebody has to say yes, nobody is in before they do, and a no leaves them out",
  LIMITLESS,
  async (site) => {
    const people = await gatherPeople(site);
    const group = await groupFor(people);
    const path = `/conversations/${group.id}`;
    const form = { days: "7", cap: "1", approval: "on" };
    const link = await makeLink(people, path, form);
    const { stranger, waiting, member, guest } = people;
    for (const one of [stranger, waiting]) {
      await one.browser.open(link);
      await one.browser.submit(link);
      assert.match(one.browser.html, /You have asked/);
      await one.browser.open(path);
      assert.equal(one.browser.status, 404);
    }
    await member.browser.open(`${path}/links`);
    assert.match(member.browser.html, /@stranger1/);
    await guest.browser.open(`${path}/links`);
    assert.equal(guest.browser.status, 403);
    const answer = (_action: string, user: string) =>
      post(member, `${path}/links`, { _action, user });
    assert.equal((await answer("yes", stranger.user!.id)).status, 303);
    assert.equal((await answer("no", waiting.user!.id)).status, 303);
    assert.equal(
      (await answer("yes", waiting.user!.id)).status,
      404,
      "asks no more",
    );
    await stranger.browser.open(path);
    assert.equal(stranger.browser.status, 200);
    await waiting.browser.open(path);
    assert.equal(waiting.browser.status, 404);
    const [last] = await listEntries(group.id, { limit: 1, reverse: true });
    assert.deepEqual(last!.body, {
      note: { what: "added", names: ["Stranger1"], count: 1 },
    });
  },
);

storeTest(
  "C5 of fifty who use a link for ten at once, from two processes, ten come in",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const crowd = await gatherCrowd(50);
    const group = await groupOf(maya, jonas);
    const draft = { days: 1, cap: 10, approval: false };
    const { code, id } = await createLink(maya, group.id, draft);
    const other = otherProcess(store);
    const results = await Promise.allSettled(
      crowd.map((user, i) =>
        i % 2 ? joinByLink(user, code) : withStore(
          other,
          () => joinByLink(user, code),
        )
      ),
    );
    const won = results.filter(({ status }) => status === "fulfilled");
    assert.equal(won.length, 10);
    for (const result of results) {
      if (result.status === "rejected") {
        assert.ok(result.reason instanceof Problem);
        assert.equal(
          result.reason.sentence.key,
          "conversation.link.over.used",
        );
      }
    }
    const { conversation } = await findConversation(maya, group.id);
    assert.equal(conversation.memberCount, 12);
    assert.equal((await read(groupLinks, [group.id, id]))!.used, 10);
  },
);

storeTest(
  "C5 a link taken back while somebody uses it admits them before that or not at all",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await groupOf(maya, jonas);
    for (let i = 0; i < 20; i++) {
      const draft = { days: 1, cap: 9, approval: false };
      const link = await createLink(maya, group.id, draft);
      const [joined] = await Promise.allSettled([
        joinByLink(amina, link.code),
        change((c) => c.drop(groupLinks, [group.id, link.id])),
      ]);
      await assert.rejects(joinByLink((await findUser(jonas.id))!, link.code));
      if (joined.status === "fulfilled") {
        await leaveConversation(amina, group.id);
      } else await assert.rejects(findConversation(amina, group.id));
    }
  },
);
