import { addMembers } from "@/lib/conversations/add_members.ts";
import { changeRules } from "@/lib/conversations/change_rules.ts";
import { DEFAULT_RIGHTS } from "@/lib/conversations/rights_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { exportMessages } from "@/lib/messages/export_conversations.ts";
import { hub } from "@/lib/live/hub.ts";
import { listMissedBy } from "@/lib/messages/replay.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { onSite } from "@/tests/support/app.ts";
import assert from "node:assert/strict";
import { gatherPeople, groupFor, type Person, post } from "./_group.ts";

const LIMITLESS = { REGISTRATION: "open", RATE_LIMITS: "off" };
const joining = {
  rights: { ...DEFAULT_RIGHTS },
  history: "joining",
  slow: 0,
  readOnly: false,
} as const;

let sent = 0;
function say(user: User, conversation: string, text: string, reply?: number) {
  const clientId = `client-${++sent}`;
  const answers = reply === undefined ? {} : { reply };
  return sendMessage(user, { conversation, text, clientId, ...answers });
}

/** What a stream carries until a word comes. */
async function hear(
  { browser, user }: Person,
  path: string,
  conversation: string,
): Promise<(word: string) => Promise<string>> {
  const response = await browser.request(path);
  assert.equal(response.status, 200);
  // Without a cursor a stream begins when it has joined, not when it answers.
  const kind = path.endsWith("/log") ? "log" : "live";
  const hears = () =>
    hub.ofConversation(conversation).some((one) =>
      one.user === user!.id && one.kind === kind
    );
  while (!hears()) await new Promise((done) => setTimeout(done, 1));
  const reader = response.body!.pipeThrough(new TextDecoderStream())
    .getReader();
  let heard = "";
  return async (word) => {
    while (!heard.includes(word)) {
      const { value, done } = await reader.read();
      assert.ok(!done, `ended without ${word}: ${heard}`);
      heard += value;
    }
    await reader.cancel();
    return heard;
  };
}

onSite(
  "D2 whoever came in where newcomers read from joining on sees exactly that: on pages, permalinks, streams, the framed log, in search and in the export",
  LIMITLESS,
  async (site) => {
    const people = await gatherPeople(site);
    const group = await groupFor(people);
    const { owner, stranger } = people;
    const path = `/conversations/${group.id}`;
    const old = await say(owner.user!, group.id, "Secret plan");
    await editMessage(owner.user!, group.id, old.seq, "Secret plan, mended");
    const doomed = await say(owner.user!, group.id, "Secret and doomed");
    await changeRules(owner.user!, group.id, joining);
    await addMembers(owner.user!, group.id, [stranger.user!]);
    const fresh = await say(owner.user!, group.id, "Open plan");
    const answer = await say(owner.user!, group.id, "About that", old.seq);

    const live = await hear(stranger, "/live", group.id);
    const log = await hear(stranger, `${path}/log`, group.id);
    const everywhere = [
      "",
      `?before=${fresh.seq}`,
      "?after=0",
      `?around=${old.seq}`,
      `?around=${fresh.seq}`,
      `?reply=${old.seq}`,
      "/details",
    ];
    for (const way of everywhere) {
      const { browser } = stranger;
      await browser.open(path + way);
      assert.equal(browser.status, 200, way);
      assert.ok(!browser.html.includes("Secret"), way);
    }
    await stranger.browser.open(path);
    assert.match(stranger.browser.html, /Open plan/);
    assert.match(stranger.browser.html, /About that/);
    assert.doesNotMatch(stranger.browser.html, /\?before=/, "nothing is older");
    for (const way of ["", "/versions", "/receipts", "/reactions"]) {
      const at = `${path}/messages/${old.seq}${way}`;
      await stranger.browser.open(at);
      assert.equal(stranger.browser.status, 404, at);
      assert.ok(!stranger.browser.html.includes("Secret"), at);
    }
    const react = await post(
      stranger,
      `${path}/messages/${old.seq}/reactions`,
      {
        emoji: "🎉",
      },
    );
    assert.equal(react.status, 404);
    const reply = await post(stranger, `${path}/messages`, {
      text: "What was it?",
      client_id: "client-nosy",
      reply_to: `${old.seq}`,
    });
    assert.equal(reply.status, 422);

    await editMessage(owner.user!, group.id, old.seq, "Secret plan, again");
    await deleteMessage(owner.user!, group.id, doomed.seq);
    await say(owner.user!, group.id, "About it once more", old.seq);
    await editMessage(owner.user!, group.id, answer.seq, "About that, really");
    await say(owner.user!, group.id, "The end");
    for (const heard of [await live("The end"), await log("The end")]) {
      assert.match(heard, /About it once more/);
      assert.doesNotMatch(heard, /Secret/);
      assert.doesNotMatch(heard, new RegExp(`m-${doomed.seq}\\b`));
    }
    const missed = JSON.stringify(await listMissedBy(stranger.user!.id, ""));
    assert.match(missed, /The end/);
    await stranger.browser.open("/search?q=plan");
    assert.match(stranger.browser.html, /href="[^"]*around=/);
    assert.doesNotMatch(stranger.browser.html, /Secret/);
    let exported = "";
    const pages = exportMessages(stranger.user!, group.id, { versions: true });
    for await (const page of pages) exported += JSON.stringify(page);
    assert.match(exported, /Open plan/);
    assert.doesNotMatch(exported, /Secret/);
    // They could be read: whoever was there before reads all of it.
    await people.member.browser.open(path);
    assert.match(people.member.browser.html, /Secret plan, again/);
  },
);

onSite(
  "D2 where newcomers read all, and for whoever comes back after that was chosen, everything is there",
  LIMITLESS,
  async (site) => {
    const people = await gatherPeople(site);
    const group = await groupFor(people);
    const { owner, stranger } = people;
    const path = `/conversations/${group.id}`;
    const old = await say(owner.user!, group.id, "Secret plan");
    const all = await post(owner, `${path}/rights`, {
      member: [...DEFAULT_RIGHTS.member],
      history: "joining",
      slow: "",
    });
    assert.equal(all.status, 303);
    await addMembers(owner.user!, group.id, [stranger.user!]);
    await stranger.browser.open(path);
    assert.doesNotMatch(stranger.browser.html, /Secret plan/);
    await post(stranger, `${path}/leave`, {});
    await post(owner, `${path}/rights`, { history: "all", slow: "" });
    await addMembers(owner.user!, group.id, [stranger.user!]);
    await stranger.browser.open(path);
    assert.match(stranger.browser.html, /Secret plan/);
    const live = await hear(stranger, "/live", group.id);
    await editMessage(owner.user!, group.id, old.seq, "Secret, mended");
    await say(owner.user!, group.id, "The end");
    assert.match(await live("The end"), /Secret, mended/);
    const odd = await post(owner, `${path}/rights`, { history: "some" });
    assert.equal(odd.status, 422);
  },
);
