import assert from "node:assert/strict";
import { gauges } from "@/lib/live/gauges.ts";
import { openLive } from "@/lib/live/stream.ts";
import type { Happening, LiveEvent } from "@/lib/live/events.ts";
import { added, Client, profile, readerOf, settle, Stage } from "./stage.ts";

function stageWith(...members: string[]): Stage {
  const stage = new Stage();
  for (const one of members) stage.membersOf("c1").add(one);
  return stage;
}

Deno.test("a stream brings a conversation's messages in the order of commits, each with its cursor", async () => {
  const stage = stageWith("ana");
  const ana = stage.open("ana");
  await settle();
  const stamps = [1, 2, 3].map((seq) => stage.commit(added("c1", seq)));
  await settle();
  assert.deepEqual(ana.seqs(), [1, 2, 3]);
  assert.deepEqual(ana.seen.map(({ id }) => id), stamps);
  await ana.leave();
});

Deno.test("a stream says it must not be buffered, stored or compressed", async () => {
  const stage = stageWith("ana");
  const response = openLive(stage.options("ana", { cursor: "0000000007" }));
  assert.equal(
    response.headers.get("content-type"),
    "text/event-stream; charset=utf-8",
  );
  assert.equal(
    response.headers.get("cache-control"),
    "no-store, no-transform",
  );
  assert.equal(response.headers.get("x-accel-buffering"), "no");
  const client = new Client(response);
  await settle();
  assert.match(client.raw, /^retry: \d+\nid: 0000000007\n\n/);
  await client.leave();
});

Deno.test("a stream brings nothing of a conversation its user is not in", async () => {
  const stage = stageWith("ana");
  const ana = stage.open("ana");
  const eve = stage.open("eve");
  await settle();
  stage.commit(added("c1", 1));
  await settle();
  assert.deepEqual(ana.seqs(), [1]);
  assert.deepEqual(eve.seen, []);
  await Promise.all([ana.leave(), eve.leave()]);
});

Deno.test("streams that read alike share the same bytes, and the author's own differ", async () => {
  const stage = stageWith("ana", "bo", "cleo", "joe");
  let renders = 0;
  const counted = stage.options("ana").render;
  const render: typeof counted = (event, to) => {
    renders++;
    return counted(event, to);
  };
  const [ana, bo, cleo, joe] = [
    stage.open("ana", { render }),
    stage.open("bo", { render }),
    stage.open("cleo", { render, reader: readerOf("ar") }),
    stage.open("joe", { render }),
  ];
  await settle();
  stage.commit(added("c1", 1));
  await settle();
  assert.equal(renders, 3);
  assert.equal(ana.seen[0]?.html, "<p lang=en>m1</p>");
  assert.equal(bo.seen[0]?.html, "<p lang=en>m1</p>");
  assert.equal(cleo.seen[0]?.html, "<p lang=ar>m1</p>");
  assert.equal(joe.seen[0]?.html, "<p lang=en class=mine>m1</p>");
  await Promise.all([ana, bo, cleo, joe].map((one) => one.leave()));
});

Deno.test("a message cannot forge an event with line breaks of any kind", async () => {
  const stage = stageWith("ana");
  const ana = stage.open("ana");
  await settle();
  stage.commit(added("c1", 1, "joe", "a\revent: bye\r\n\r\ndata: x\n\nid: 9"));
  await settle();
  assert.equal(ana.seen.length, 1);
  assert.equal(
    ana.seen[0]?.html,
    "<p lang=en>a\nevent: bye\n\ndata: x\n\nid: 9</p>",
  );
  await ana.leave();
});

Deno.test("nobody is told of their own typing", async () => {
  const stage = stageWith("ana", "joe");
  const [ana, joe] = [stage.open("ana"), stage.open("joe")];
  await settle();
  stage.hub.emit({
    event: {
      type: "typing",
      audience: { conversation: "c1" },
      profile: profile("joe"),
    },
    versionstamp: null,
  });
  await settle();
  assert.deepEqual(ana.seen.map(({ event, id }) => [event, id]), [[
    "typing",
    null,
  ]]);
  assert.deepEqual(joe.seen, []);
  await Promise.all([ana.leave(), joe.leave()]);
});

Deno.test("after being removed a user hears nothing more, not even of the same commit", async () => {
  const stage = stageWith("ana", "bo");
  const [ana, bo] = [stage.open("ana"), stage.open("bo")];
  await settle();
  const audience = { conversation: "c1" };
  stage.commit(
    added("c1", 1),
    { type: "member-removed", audience, user: "ana" },
    added("c1", 2),
  );
  stage.commit(added("c1", 3));
  await settle();
  stage.commit(added("c1", 4));
  await settle();
  assert.deepEqual(ana.seqs(), [1]);
  assert.equal(ana.seen.at(-1)?.event, "conversation");
  assert.deepEqual(bo.seqs(), [1, 2, 3, 4]);
  stage.commit({ type: "member-added", audience, user: "ana" });
  stage.commit(added("c1", 5));
  await settle();
  assert.deepEqual(ana.seqs(), [1, 5]);
  await Promise.all([ana.leave(), bo.leave()]);
});

Deno.test("a removal while the stream opens is not undone by the older list", async () => {
  const stage = stageWith("ana");
  const gate = Promise.withResolvers<void>();
  const ana = stage.open("ana", {
    listConversationsOf: async (user) => {
      const list = stage.conversationsOf(user);
      await gate.promise;
      return list;
    },
  });
  await settle();
  const audience = { conversation: "c1" };
  stage.commit({ type: "member-removed", audience, user: "ana" });
  await settle();
  gate.resolve();
  await settle();
  stage.commit(added("c1", 1));
  await settle();
  assert.deepEqual(ana.seqs(), []);
  await ana.leave();
});

Deno.test("the end of a session ends its streams with a word and leaves no others touched", async () => {
  const stage = stageWith("ana");
  const one = stage.open("ana", { session: "s1" });
  const other = stage.open("ana", { session: "s2" });
  await settle();
  stage.commit(added("c1", 1));
  stage.commit({ type: "session-ended", audience: { session: "s1" } });
  stage.commit(added("c1", 2));
  await settle();
  assert.deepEqual(one.seqs(), [1]);
  assert.deepEqual(one.seen.at(-1)?.about, { reason: "signed-out" });
  assert.equal(one.closed, true);
  assert.deepEqual(other.seqs(), [1, 2]);
  assert.equal(other.closed, false);
  await other.leave();
});

Deno.test("a session that ends while its stream opens gets nothing", async () => {
  const stage = stageWith("ana");
  stage.commit(added("c1", 1));
  const gate = Promise.withResolvers<void>();
  const ana = stage.open("ana", {
    session: "s1",
    cursor: "",
    replay: async (user, cursor) => {
      await gate.promise;
      return stage.missedBy(user, cursor);
    },
  });
  await settle();
  stage.commit({ type: "session-ended", audience: { session: "s1" } });
  await settle();
  gate.resolve();
  await ana.finished;
  assert.deepEqual(ana.seqs(), []);
});

Deno.test("a seventh stream of a session ends the oldest", async () => {
  const stage = stageWith("ana");
  const clients = Array.from({ length: 7 }, () => stage.open("ana"));
  await settle();
  assert.deepEqual(clients.map(({ closed }) => closed), [
    true,
    ...new Array(6).fill(false),
  ]);
  assert.deepEqual(clients[0]?.seen[0]?.about, { reason: "replaced" });
  await Promise.all(clients.slice(1).map((one) => one.leave()));
});

Deno.test("when everybody has left, nothing is kept", async () => {
  const stage = stageWith("ana", "bo");
  const before = gauges.streams;
  const clients = ["ana", "bo", "ana"].map((user) => stage.open(user));
  await settle();
  assert.equal(gauges.streams, before + 3);
  assert.deepEqual(stage.hub.size(), {
    conversations: 1,
    users: 2,
    sessions: 2,
  });
  await Promise.all(clients.map((one) => one.leave()));
  assert.equal(gauges.streams, before);
  assert.deepEqual(stage.hub.size(), {
    conversations: 0,
    users: 0,
    sessions: 0,
  });
});

Deno.test("a row that cannot be drawn silences nobody", async (t) => {
  const stage = stageWith("ana");
  const told: unknown[] = [];
  const error = console.error;
  console.error = (...words: unknown[]) => told.push(words);
  try {
    const base = stage.options("ana").render;
    const render: typeof base = (event: LiveEvent, to) => {
      if (event.type === "message-added" && event.message.seq === 1) {
        throw new Error("bad row");
      }
      return base(event, to);
    };
    const ana = stage.open("ana", { render });
    await settle();
    stage.commit(added("c1", 1));
    stage.commit(added("c1", 2));
    await settle();
    await t.step("the next one comes", () => {
      assert.deepEqual(ana.seqs(), [2]);
      assert.equal(told.length, 1);
    });
    await ana.leave();
  } finally {
    console.error = error;
  }
});

Deno.test("a replay that fails cuts the stream instead of leaving a gap", async () => {
  const stage = stageWith("ana");
  const error = console.error;
  console.error = () => {};
  const failing = (): Promise<Happening[]> =>
    Promise.reject(new Error("store is away"));
  const ana = stage.open("ana", { cursor: "1", replay: failing });
  await ana.finished;
  console.error = error;
  assert.equal(ana.failed, true);
  assert.deepEqual(stage.hub.size().users, 0);
});
