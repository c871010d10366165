import assert from "node:assert/strict";
import { changePrivacy } from "@/lib/accounts/change_privacy.ts";
import { changeQuiet } from "@/lib/accounts/do_not_disturb.ts";
import type { User } from "@/lib/accounts/model.ts";
import {
  dotNow,
  findPresence,
  notePresence,
  presenceForTests,
  startPresence,
} from "@/lib/accounts/presence.ts";
import { relationOf } from "@/lib/conversations/contacts.ts";
import { createConversation } from "@/lib/conversations/create.ts";
import {
  lookAt,
  MOST_LOOKING,
  tellPresence,
} from "@/lib/conversations/presence_news.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import type { Happening } from "@/lib/live/events.ts";
import { hub } from "@/lib/live/hub.ts";
import type { Listener } from "@/lib/live/listening.ts";
import {
  again,
  type Cast,
  directOf,
  gatherCast,
  gatherCrowd,
  groupOf,
} from "@/tests/support/people.ts";
import { onNewServer } from "@/tests/lib/accounts/_people.ts";

const MINUTE = 60_000;

/** A stream that hears nothing; the hub only counts it. */
function stream(user: User): Disposable {
  const listener = {
    kind: "live",
    session: `s-${user.id}`,
    user: user.id,
    conversations: new Set<string>(),
  } as unknown as Listener;
  hub.add(listener);
  return { [Symbol.dispose]: () => hub.remove(listener) };
}

/** A test with the cast, and with what would go out to streams. */
function onStage(
  sentence: string,
  test: (cast: Cast, heard: Happening[]) => Promise<void> | void,
) {
  onNewServer(sentence, async () => {
    const heard: Happening[] = [];
    const emit = hub.emit;
    hub.emit = (happening) => void heard.push(happening);
    presenceForTests.clear();
    try {
      await test(await gatherCast(), heard);
    } finally {
      hub.emit = emit;
      hub.moved = null;
      presenceForTests.clear();
    }
  });
}

onStage("A11 here, away, gone: as streams and deeds say", ({ maya }) => {
  const told: string[][] = [];
  startPresence((users) => told.push([...users]));
  const now = Date.now();
  assert.equal(dotNow(maya.id), undefined);
  const open = stream(maya);
  assert.equal(dotNow(maya.id, now), "online");
  assert.equal(dotNow(maya.id, now + 6 * MINUTE), "away");
  notePresence(maya.id, { active: now + 6 * MINUTE });
  assert.equal(dotNow(maya.id, now + 6 * MINUTE), "online");
  notePresence(maya.id, { hidden: now + 7 * MINUTE });
  assert.equal(dotNow(maya.id, now + 7 * MINUTE), "away", "a hidden tab");
  notePresence(maya.id, { active: now + 8 * MINUTE });
  notePresence(maya.id, { hidden: now + 8 * MINUTE + 5_000 });
  assert.equal(
    dotNow(maya.id, now + 8 * MINUTE + 5_000),
    "online",
    "another tab is in use",
  );
  open[Symbol.dispose]();
  const gone = Date.now();
  assert.ok(dotNow(maya.id, gone + 5_000), "going from page to page");
  assert.equal(dotNow(maya.id, gone + 30 * MINUTE), undefined);
  presenceForTests.look(gone + 30 * MINUTE);
  assert.deepEqual(told, [[maya.id]], "told once, however often it changed");
});

onStage(
  "do-not-disturb shows while it lasts and lifts by itself",
  async ({ maya, jonas }) => {
    await directOf(maya, jonas);
    using _ = stream(maya);
    notePresence(maya.id, { active: Date.now() });
    const form = { span: "60", daily: false, from: "", to: "" };
    await changeQuiet(maya, form, { timeZone: "UTC" });
    assert.equal(dotNow(maya.id), "quiet");
    assert.ok((await findPresence(jonas, maya)).quietUntil);
    const later = Date.now() + 61 * MINUTE;
    notePresence(maya.id, { active: later });
    assert.equal(dotNow(maya.id, later), "online");
    assert.equal((await findPresence(jonas, maya, later)).quietUntil, null);
  },
);

onStage(
  "only contacts who look are told, and only while they look",
  async ({ maya, jonas, amina }, heard) => {
    await directOf(maya, jonas);
    const now = Date.now();
    heard.length = 0;
    assert.equal(await tellPresence([maya.id], now), 0, "nobody looks");
    lookAt(jonas, [maya.id], now);
    lookAt(amina, [maya.id, "nobody"], now);
    assert.equal(await tellPresence([maya.id], now), 1);
    const [{ event }] = heard as [Happening];
    assert.ok(event.type === "presence-changed");
    assert.deepEqual(event.audience, { user: jonas.id }, "amina is a stranger");
    assert.equal(await tellPresence([maya.id], now + 4 * MINUTE), 0);
  },
);

onStage(
  "who has left, and who hides, is told nothing",
  async ({ maya, jonas }) => {
    const group = await groupOf(maya, jonas);
    lookAt(jonas, [maya.id]);
    assert.equal(await tellPresence([maya.id]), 1);
    const hide = {
      shareReceipts: true,
      shareTyping: true,
      sharePresence: false,
    };
    await changePrivacy(jonas, hide);
    assert.equal(await tellPresence([maya.id]), 0, "who hides does not see");
    await changePrivacy(jonas, { ...hide, sharePresence: true });
    await changePrivacy(maya, hide);
    assert.equal(await tellPresence([maya.id]), 0, "who hides is not seen");
    const seen = await findPresence(jonas, await again(maya));
    assert.deepEqual([seen.state, seen.lastSeen], ["offline", null]);
    await changePrivacy(maya, { ...hide, sharePresence: true });
    await removeMember(maya, group.id, jonas.id);
    assert.equal(await relationOf(jonas, maya.id), "stranger");
    assert.equal(await tellPresence([maya.id]), 0, "they have parted");
  },
);

onStage(
  "a crowd of more than a hundred hears of nobody",
  async ({ maya, jonas }) => {
    const crowd = await gatherCrowd(99);
    const members = [jonas, ...crowd];
    const draft = {
      kind: "group",
      members,
      name: "All",
      description: "",
    } as const;
    await createConversation(maya, draft);
    lookAt(jonas, [maya.id]);
    assert.equal(await tellPresence([maya.id]), 0, "101 members");
    assert.equal(await relationOf(jonas, maya.id), "contact");
    await groupOf(maya, jonas);
    assert.equal(await tellPresence([maya.id]), 1, "and a small group");
  },
);

onStage("however many look, only so many are told", async ({ maya }) => {
  const crowd = await gatherCrowd(MOST_LOOKING + 50);
  for (let i = 0; i < crowd.length; i += 90) {
    await groupOf(maya, ...crowd.slice(i, i + 90));
  }
  for (const user of crowd) lookAt(user, [maya.id]);
  assert.equal(await tellPresence([maya.id]), MOST_LOOKING);
});
