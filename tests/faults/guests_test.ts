/** Guests whose link is closed or runs out while their streams are open, and many at once. */
import assert from "node:assert/strict";
import { members } from "@/lib/conversations/_keys.ts";
import { groupLinks, guestsOf } from "@/lib/conversations/_link_keys.ts";
import { joinAsGuest } from "@/lib/conversations/guests.ts";
import { createLink, revokeLink } from "@/lib/conversations/links.ts";
import { endGuestLink } from "@/lib/conversations/end_guests.ts";
import { findSession } from "@/lib/accounts/session.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { Conflict } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { list, read } from "@/lib/kv/read.ts";
import { withStore } from "@/lib/kv/store.ts";
import { gatherCast, groupOf } from "@/tests/support/people.ts";
import { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { openStream } from "@/tests/support/readers.ts";
import { startServer } from "@/tests/support/server.ts";
import { otherProcess, storeTest } from "@/tests/support/store.ts";
import { signUpAt } from "@/tests/support/talkers.ts";

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const VISIT = { agent: "", net: "203.0.113.9" };
const DRAFT = { days: 1, cap: 9, approval: false, guest: "guest" };

Deno.test("C6 when its link is closed a guest's streams end within a second, with nothing of the room after it, and every page refuses", async () => {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const maya = await signUpAt(server.origin, "maya");
  await signUpAt(server.origin, "jonas");
  const group = await maya.converse("group", ["jonas"], "Harbour");
  const path = `/conversations/${group}`;
  const made = await maya.post(`${path}/links`, {
    _action: "create",
    days: "1",
    cap: "9",
    guest: "on",
  });
  await made.body?.cancel();
  await maya.browser.open(`${path}/links`);
  const link = /\/join\/[0-9a-f]{32}/.exec(maya.browser.html)![0];
  const guest = new PlainBrowser(server.origin);
  await guest.open(link);
  await guest.submit(link, { name: "Ana" });
  assert.equal(guest.path, path);
  const streams = [
    await openStream(guest, "/live"),
    await openStream(guest, `${path}/log`),
  ];
  // A stream that is just opening hears what comes when it listens.
  while (!streams.every((one) => one.heard().includes("heard by all"))) {
    await maya.send(group, "heard by all");
    await pause(50);
  }
  const revoked = await maya.post(`${path}/links`, {
    _action: "revoke",
    id: /name="id" value="([^"]+)"/.exec(maya.browser.html)![1]!,
  });
  assert.equal(revoked.status, 303);
  await maya.send(group, "only for those who are still here");
  const ends = Promise.all(streams.map(({ end }) => end)).then(() => true);
  assert.ok(await Promise.race([ends, pause(1_000)]), "a stream is still open");
  for (const stream of streams) {
    assert.doesNotMatch(stream.heard(), /still here/);
  }
  for (const way of ["", "/log", "/messages/1", "/details"]) {
    const answer = await guest.request(path + way);
    await answer.body?.cancel();
    assert.equal(answer.status, 303, way);
    assert.match(answer.headers.get("location")!, /^\/sign-in/, way);
  }
});

for (const where of ["this process", "another process"] as const) {
  storeTest(
    `C6 of sixteen guests from ${where} who race the closing of their link none is left in`,
    async (store) => {
      const { maya, jonas } = await gatherCast();
      const there = where === "this process" ? store : otherProcess(store);
      for (let round = 0; round < 4; round++) {
        const group = await groupOf(maya, jonas);
        const link = await createLink(maya, group.id, { ...DRAFT, cap: 50 });
        let entered = 0;
        const enter = (i: number) =>
          withStore(there, async () => {
            try {
              await joinAsGuest(link.code, `Guest ${i}`, VISIT);
              entered++;
            } catch (error) {
              assert.ok(error instanceof Conflict, String(error));
            }
          });
        const all = Array.from({ length: 16 }, (_, i) => i);
        const first = all.slice(0, 4 * round).map(enter);
        if (round === 3) await first[0];
        await Promise.all([
          ...first,
          ...all.slice(4 * round).map(enter),
          revokeLink(maya, group.id, link.id),
        ]);
        let left = 0;
        for await (const { value } of list(members, [group.id])) {
          if (value.role === "guest") left++;
        }
        assert.equal(left, 0);
        const { conversation } = await findConversation(maya, group.id);
        assert.equal(conversation.memberCount, 2);
        if (round === 3) assert.ok(entered > 0, "some were in");
      }
    },
  );
}

storeTest(
  "C6 of thirty guests at once no more come in than the link says",
  async () => {
    const { maya, jonas } = await gatherCast();
    const group = await groupOf(maya, jonas);
    const link = await createLink(maya, group.id, { ...DRAFT, cap: 7 });
    let entered = 0;
    await Promise.all(Array.from({ length: 30 }, async (_, i) => {
      try {
        await joinAsGuest(link.code, `Guest ${i}`, VISIT);
        entered++;
      } catch (error) {
        assert.ok(error instanceof Conflict, String(error));
      }
    }));
    assert.equal(entered, 7);
    assert.equal((await read(groupLinks, [group.id, link.id]))!.used, 7);
  },
);

storeTest(
  "C6 when its link has expired a guest's session is over at once, and the job takes them out; put off, it waits",
  async () => {
    const { maya, jonas } = await gatherCast();
    const group = await groupOf(maya, jonas);
    const link = await createLink(maya, group.id, DRAFT);
    const { user, token } = await joinAsGuest(link.code, "Ana", VISIT);
    assert.ok(await findSession(token));
    assert.equal(await findSession(token, { now: link.expires }), null);
    const job = {
      kind: "end-guest-link",
      conversation: group.id,
      link: link.id,
    } as const;
    await endGuestLink(job);
    assert.ok(await read(members, [group.id, user.id]), "it was early");
    await change((c) =>
      c.put(groupLinks, [group.id, link.id], { ...link, expires: Date.now() })
    );
    await endGuestLink(job);
    await endGuestLink(job);
    assert.equal(await read(members, [group.id, user.id]), null);
    assert.equal(await findSession(token), null);
    const { conversation } = await findConversation(maya, group.id);
    assert.equal(conversation.memberCount, 2, "twice is once");
    assert.ok(await read(guestsOf, [group.id, link.id, user.id]));
  },
);

storeTest(
  "C6 fifty guests go in the one write that closes their link",
  async () => {
    const { maya, jonas } = await gatherCast();
    const group = await groupOf(maya, jonas);
    const link = await createLink(maya, group.id, { ...DRAFT, cap: 50 });
    for (let i = 0; i < 50; i++) {
      await joinAsGuest(link.code, `Guest number ${i}`, VISIT);
    }
    await revokeLink(maya, group.id, link.id);
    const { conversation } = await findConversation(maya, group.id);
    assert.equal(conversation.memberCount, 2);
  },
);
