import assert from "node:assert/strict";
import { type BridgeSources, startBridge } from "@/lib/live/bridge.ts";
import type { Happening, LiveEvent } from "@/lib/live/events.ts";
import { Hub } from "@/lib/live/hub.ts";
import { Recent } from "@/lib/live/recent.ts";
import { added, settle, Stage, until } from "./stage.ts";

/** One store, several instances: each commits into the store and tells only its own hub. */
class Cluster {
  readonly stage = new Stage();
  readonly #watches = new Set<() => void>();
  readonly sessionsGone = new Set<string>();

  instance(): { hub: Hub; stop: () => void } {
    const hub = new Hub();
    return { hub, stop: startBridge(hub, this.#sources(), 30) };
  }

  /** An instance's change: store first, own hub, then the others' watches. */
  commit(hub: Hub, ...events: LiveEvent[]): void {
    const versionstamp = this.stage.stamp();
    for (const event of events) this.stage.store(event, versionstamp);
    this.wake();
    for (const event of events) hub.emit({ event, versionstamp });
  }

  wake(): void {
    for (const one of this.#watches) one();
  }

  #of(conversation: string): Happening[] {
    return this.stage.log.filter(({ event }) =>
      event.type === "message-added" &&
      event.audience.conversation === conversation
    );
  }

  #tip = (conversation: string) =>
    this.#of(conversation).at(-1)?.versionstamp ?? "";

  #sources(): BridgeSources {
    const watch = (look: () => void) => {
      const later = () => setTimeout(look, Math.random() * 8);
      this.#watches.add(later);
      later();
      return () => void this.#watches.delete(later);
    };
    return {
      watchTips: (ids, then) =>
        watch(() => ids.forEach((id) => then(id, this.#tip(id)))),
      watchSessions: (ids, gone) =>
        watch(() =>
          ids.filter((id) => this.sessionsGone.has(id)).forEach(gone)
        ),
      tipOf: (id) => Promise.resolve(this.#tip(id)),
      missedIn: async (id, since) => {
        await settle(1);
        return this.#of(id).filter((one) => one.versionstamp! > since);
      },
      isMember: (user, id) =>
        Promise.resolve(this.stage.membersOf(id).has(user)),
      listConversationsOf: (user) => this.stage.conversationsOf(user),
    };
  }
}

function cluster(): Cluster {
  const made = new Cluster();
  for (const user of ["ana", "bo"]) made.stage.membersOf("c1").add(user);
  return made;
}

Deno.test("streams on two instances get every message once and in order, whoever committed it", async () => {
  const cloud = cluster();
  const [one, two] = [cloud.instance(), cloud.instance()];
  const ana = cloud.stage.open("ana", { hub: one.hub });
  const bo = cloud.stage.open("bo", { hub: two.hub });
  await settle(80);
  for (let seq = 1; seq <= 30; seq++) {
    cloud.commit(seq % 3 === 0 ? two.hub : one.hub, added("c1", seq));
    if (seq % 4 === 0) await settle(4);
  }
  await until(() => ana.seqs().length + bo.seqs().length >= 60);
  const all = Array.from({ length: 30 }, (_, i) => i + 1);
  assert.deepEqual(ana.seqs(), all);
  assert.deepEqual(bo.seqs(), all);
  await Promise.all([ana.leave(), bo.leave()]);
  one.stop();
  two.stop();
});

Deno.test("what another instance commits while a stream opens is not missed", async () => {
  const cloud = cluster();
  const [one, two] = [cloud.instance(), cloud.instance()];
  const ana = cloud.stage.open("ana", {
    hub: one.hub,
    cursor: "",
    replay: async (user, cursor) => {
      const missed = cloud.stage.missedBy(user, cursor);
      cloud.commit(two.hub, added("c1", 1));
      await settle(20);
      cloud.commit(two.hub, added("c1", 2));
      return missed;
    },
  });
  await until(() => ana.seqs().length >= 2);
  assert.deepEqual(ana.seqs(), [1, 2]);
  await ana.leave();
  one.stop();
  two.stop();
});

Deno.test("who is removed on another instance hears nothing of what comes after", async () => {
  const cloud = cluster();
  const [one, two] = [cloud.instance(), cloud.instance()];
  const ana = cloud.stage.open("ana", { hub: one.hub });
  await settle(80);
  cloud.commit(two.hub, added("c1", 1));
  await until(() => ana.seqs().length === 1);
  const audience = { conversation: "c1" };
  cloud.commit(
    two.hub,
    { type: "member-removed", audience, user: "ana" },
    added("c1", 2),
  );
  await until(() => ana.seen.length >= 2);
  await settle(40);
  assert.deepEqual(ana.seqs(), [1]);
  assert.equal(ana.seen.at(-1)?.event, "conversation");
  await ana.leave();
  one.stop();
  two.stop();
});

Deno.test("who is brought in on another instance begins to hear", async () => {
  const cloud = cluster();
  const [one, two] = [cloud.instance(), cloud.instance()];
  const eve = cloud.stage.open("eve", { hub: one.hub });
  await settle(80);
  const audience = { conversation: "c1" };
  cloud.commit(two.hub, { type: "member-added", audience, user: "eve" });
  await until(() => eve.seen.length >= 1);
  await settle(100);
  cloud.commit(two.hub, added("c1", 1));
  await until(() => eve.seqs().length >= 1);
  assert.deepEqual(eve.seqs(), [1]);
  await eve.leave();
  one.stop();
  two.stop();
});

Deno.test("a session that ends on another instance ends its streams here", async () => {
  const cloud = cluster();
  const one = cloud.instance();
  const ana = cloud.stage.open("ana", { hub: one.hub, session: "s1" });
  await settle(80);
  cloud.sessionsGone.add("s1");
  cloud.wake();
  await until(() => ana.closed);
  assert.equal(ana.closed, true);
  one.stop();
});

Deno.test("with several instances a cursor stays behind what may still come", () => {
  let now = 0;
  const recent = new Recent(() => now);
  const happening = (seq: number, versionstamp: string) => ({
    event: added("c1", seq),
    versionstamp,
  });
  assert.equal(recent.isNew(happening(1, "05")), true);
  assert.equal(recent.isNew(happening(1, "05")), false);
  assert.equal(recent.cursorFor("05"), null);
  assert.equal(recent.cap(), "0");
  now = 4_000;
  assert.equal(recent.isNew(happening(2, "07")), true);
  assert.equal(recent.cursorFor("07"), "05");
  now = 100_000;
  assert.equal(recent.cursorFor(null), null);
  assert.equal(recent.cap(), "07");
  assert.equal(recent.isNew(happening(1, "05")), true);
});
