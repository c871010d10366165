import {
  archiveConversation,
  findPlace,
  muteConversation,
  tagConversation,
  unarchiveConversation,
} from "@/lib/conversations/choose.ts";
import { findInboxRow, listInbox } from "@/lib/conversations/inbox.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import {
  endOfMute,
  FOR_EVER,
  mutedUntil,
  MUTES,
  returnsOn,
} from "@/lib/conversations/place_model.ts";
import { Invalid, NotFound } from "@/lib/errors.ts";
import { listMissedBy } from "@/lib/messages/replay.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import type { User } from "@/lib/accounts/model.ts";
import assert from "node:assert/strict";
import { directOf, gatherCast, groupOf } from "../../support/people.ts";
import { storeTest } from "../../support/store.ts";

let sent = 0;
const say = (user: User, conversation: string) =>
  sendMessage(user, {
    conversation,
    text: "Word",
    clientId: `choose-test-${sent++}`,
  });
const zone = { timeZone: "UTC" };
const at = (iso: string) => Date.parse(iso);

Deno.test("D7 mute takes a duration, and tomorrow at eight is that of the person's zone", () => {
  const noon = at("2026-11-24T12:00:00Z");
  const end = (span: typeof MUTES[number], zone = "UTC", now = noon) =>
    endOfMute(span, now, zone);
  assert.equal(end("hour"), at("2026-11-24T13:00:00Z"));
  assert.equal(end("hours"), at("2026-11-24T20:00:00Z"));
  assert.equal(end("week"), at("2026-12-01T12:00:00Z"));
  assert.equal(end("ever"), FOR_EVER);
  assert.equal(end("morning"), at("2026-11-25T08:00:00Z"));
  assert.equal(end("morning", "Asia/Tokyo"), at("2026-11-24T23:00:00Z"));
  assert.equal(end("morning", "America/New_York"), at("2026-11-25T13:00:00Z"));
  // Shortly after midnight, tomorrow is not this morning.
  const night = at("2026-11-24T00:30:00Z");
  assert.equal(end("morning", "UTC", night), at("2026-11-25T08:00:00Z"));
  // The night in which the clocks go back, and the one in which they go forward.
  const berlin = (iso: string) => end("morning", "Europe/Berlin", at(iso));
  assert.equal(berlin("2026-10-24T12:00:00Z"), at("2026-10-25T07:00:00Z"));
  assert.equal(berlin("2026-03-28T12:00:00Z"), at("2026-03-29T06:00:00Z"));
});

Deno.test("D7 mute lifts by itself", () => {
  assert.equal(mutedUntil({ muted: 1_000 }, 999), 1_000);
  assert.equal(mutedUntil({ muted: 1_000 }, 1_000), null);
  assert.equal(mutedUntil({}, 0), null);
  assert.equal(mutedUntil(null, 0), null);
});

Deno.test("D7 returnsOn() brings back on what came since, and only if wished", () => {
  const away = { seq: 4 } as const;
  assert.equal(
    returnsOn({ ...away, returns: "message" }, { seq: 4, mentioned: false }),
    false,
  );
  assert.equal(
    returnsOn({ ...away, returns: "message" }, { seq: 5, mentioned: false }),
    true,
  );
  assert.equal(
    returnsOn({ ...away, returns: "never" }, { seq: 5, mentioned: false }),
    false,
  );
});

storeTest(
  "D7 what is muted does not count as news; what is archived is not in the list",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await groupOf(maya, jonas);
    const direct = await directOf(amina, maya);
    await say(jonas, group.id);
    await say(amina, direct.id);
    assert.equal((await listInbox(maya)).unread, 2);
    await muteConversation(maya, group.id, "hour", zone);
    const muted = await listInbox(maya);
    assert.equal(muted.unread, 1);
    assert.ok(
      muted.rows.find((row) => row.conversation.id === group.id)?.muted,
    );
    const past = Date.now() - 3_600_001;
    await muteConversation(maya, group.id, "hour", { ...zone, now: past });
    assert.equal((await listInbox(maya)).unread, 2, "over by itself");
    await archiveConversation(maya, group.id, "never");
    const list = await listInbox(maya);
    assert.deepEqual(
      [list.rows.length, list.archived, list.unread],
      [1, 1, 1],
    );
    assert.equal(await findInboxRow(maya, group.id), null);
    assert.ok(await findInboxRow(maya, group.id, { archived: true }));
    await say(jonas, group.id);
    assert.equal((await listInbox(maya)).archived, 1, "not wished");
    await archiveConversation(maya, direct.id, "message");
    assert.equal((await listInbox(maya)).archived, 2);
    await say(amina, direct.id);
    assert.equal((await listInbox(maya)).archived, 1, "back by a message");
    await unarchiveConversation(maya, group.id);
    assert.equal((await listInbox(maya)).archived, 0);
    assert.equal((await listInbox(jonas)).archived, 0, "one's own");
  },
);

storeTest(
  "D7 what cannot be taken is refused, and strangers choose nothing",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    for (const odd of ["", "year", "__proto__", "-1"]) {
      await assert.rejects(muteConversation(maya, id, odd, zone), Invalid);
      await assert.rejects(archiveConversation(maya, id, odd), Invalid);
    }
    const tags = ["x".repeat(31), "a,b,c,d,e,f,g,h,i,j,k", "\ud800"];
    for (const odd of tags) {
      await assert.rejects(tagConversation(maya, id, odd), Invalid, odd);
    }
    await tagConversation(maya, id, " Boats,boats , \u202eWork,, ");
    assert.deepEqual((await findPlace(maya, id)).chosen.tags, [
      "Boats",
      "Work",
    ]);
    await assert.rejects(tagConversation(ravi, id, "x"), NotFound);
    await assert.rejects(muteConversation(ravi, id, "hour", zone), NotFound);
    await assert.rejects(archiveConversation(ravi, id, "never"), NotFound);
    await assert.rejects(findPlace(ravi, id), NotFound);
  },
);

storeTest(
  "D7 choices of one moment are all kept, and go with the membership",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    await Promise.all([
      muteConversation(jonas, id, "ever", zone),
      archiveConversation(jonas, id, "never"),
      tagConversation(jonas, id, "boats"),
    ]);
    const { chosen } = await findPlace(jonas, id);
    assert.equal(chosen.muted, FOR_EVER);
    assert.equal(chosen.archived?.returns, "never");
    assert.deepEqual(chosen.tags, ["boats"]);
    await removeMember(maya, id, jonas.id);
    for await (const { key } of store.kv.list({ prefix: ["chosen"] })) {
      assert.fail(`still there: ${key.join(" ")}`);
    }
  },
);

storeTest(
  "D7 a stream that was away learns that something was chosen, also when it was taken back",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const since = async () =>
      (await listMissedBy(maya.id, ""))!.at(-1)!.versionstamp!;
    const news = async (from: string) =>
      (await listMissedBy(maya.id, from))!.map(({ event }) => event.type);
    await muteConversation(maya, id, "hour", zone);
    const then = await since();
    assert.deepEqual(await news(then), []);
    await muteConversation(maya, id, "off", zone);
    assert.deepEqual(await news(then), ["place-changed"]);
  },
);
