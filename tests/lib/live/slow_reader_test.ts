import assert from "node:assert/strict";
import { gauges } from "@/lib/live/gauges.ts";
import { openLive } from "@/lib/live/stream.ts";
import { beat } from "@/lib/live/pulse.ts";
import { added, Client, settle, Stage, until } from "./stage.ts";

const BIG = "x".repeat(20_000);

function crowd(): Stage {
  const stage = new Stage();
  for (const one of ["ana", "slow"]) stage.membersOf("c1").add(one);
  return stage;
}

Deno.test("a reader that takes nothing is dropped by bytes, others lose nothing, and it resumes", async () => {
  const stage = crowd();
  const ana = stage.open("ana");
  const slow = openLive(stage.options("slow"));
  await settle();
  const before = gauges.droppedSlow;
  for (let seq = 1; seq <= 60; seq++) {
    stage.commit(added("c1", seq, "joe", BIG));
    await settle(0);
  }
  assert.equal(gauges.droppedSlow, before + 1);
  await until(() => ana.seqs().length === 60);
  assert.equal(ana.seqs().length, 60);
  const late = new Client(slow);
  await late.finished;
  assert.equal(late.failed, true);
  const back = stage.open("slow", { cursor: late.lastId ?? "" });
  await until(() => back.seqs().length >= 60);
  assert.deepEqual(
    back.seqs(),
    Array.from({ length: 60 }, (_, i) => i + 1),
  );
  await Promise.all([ana.leave(), back.leave()]);
});

Deno.test("a burst may wait for a moment, but not stay", async () => {
  const stage = crowd();
  const slow = openLive(stage.options("slow"));
  await settle();
  for (let seq = 1; seq <= 20; seq++) {
    stage.commit(added("c1", seq, "joe", BIG));
  }
  await settle();
  const before = gauges.droppedSlow;
  const start = Date.now();
  beat(start, false);
  assert.equal(gauges.droppedSlow, before);
  beat(start + 2_500, false);
  assert.equal(gauges.droppedSlow, before + 1);
  await assert.rejects(slow.body!.getReader().read());
});

Deno.test("a reader that stands still is dropped by age, one that moves is not", async () => {
  const stage = crowd();
  const still = openLive(stage.options("slow"));
  const moving = openLive(stage.options("ana"));
  const reader = moving.body!.getReader();
  await settle();
  const before = gauges.droppedSlow;
  const start = Date.now();
  for (let seq = 1; seq <= 9; seq++) {
    stage.commit(added("c1", seq));
    await settle(1);
    await reader.read();
    beat(start + seq * 2_500, false);
  }
  assert.equal(gauges.droppedSlow, before + 1);
  await assert.rejects(still.body!.getReader().read());
  await reader.cancel();
});

Deno.test("a long replay waits for its reader instead of dropping it", async () => {
  const stage = crowd();
  for (let seq = 1; seq <= 60; seq++) {
    stage.commit(added("c1", seq, "joe", BIG));
  }
  await settle();
  const before = gauges.droppedSlow;
  const response = openLive(stage.options("slow", { cursor: "" }));
  await settle(50);
  const slow = new Client(response);
  stage.commit(added("c1", 61));
  await until(() => slow.seqs().length >= 61);
  assert.equal(gauges.droppedSlow, before);
  assert.deepEqual(
    slow.seqs(),
    Array.from({ length: 61 }, (_, i) => i + 1),
  );
  await slow.leave();
});

Deno.test("typing is not added to what a slow reader has to take", async () => {
  const stage = crowd();
  const response = openLive(stage.options("slow"));
  await settle();
  for (let seq = 1; seq <= 4; seq++) stage.commit(added("c1", seq, "joe", BIG));
  await settle();
  for (let i = 0; i < 5_000; i++) {
    stage.hub.emit({
      event: {
        type: "receipt",
        audience: { conversation: "c1" },
        user: "joe",
        seq: 4,
      },
      versionstamp: null,
    });
  }
  await settle();
  const slow = new Client(response);
  await settle();
  assert.deepEqual(slow.seen.map(({ event }) => event), [
    "message",
    "message",
    "message",
    "message",
  ]);
  await slow.leave();
});

Deno.test("a quiet stream gets a heartbeat of three bytes", async () => {
  const stage = crowd();
  const ana = stage.open("ana");
  await settle();
  const before = ana.raw.length;
  beat(Date.now(), true);
  await settle();
  assert.equal(ana.raw.slice(before), ":\n\n");
  await ana.leave();
});

Deno.test("over real connections, twenty readers that never read hold nobody up", async () => {
  const stage = crowd();
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    (request) => {
      const user = new URL(request.url).searchParams.get("user")!;
      const session = crypto.randomUUID();
      return openLive(stage.options(user, { session }));
    },
  );
  const { port } = server.addr;
  const sockets: Deno.TcpConn[] = [];
  for (let i = 0; i < 20; i++) {
    const socket = await Deno.connect({ hostname: "127.0.0.1", port });
    await socket.write(new TextEncoder().encode(
      `GET /?user=slow HTTP/1.1\r\nHost: a\r\n\r\n`,
    ));
    sockets.push(socket);
  }
  const ana = new Client(await fetch(`http://127.0.0.1:${port}/?user=ana`));
  await until(() => stage.hub.ofConversation("c1").length === 21);
  assert.equal(stage.hub.ofConversation("c1").length, 21);
  const before = gauges.droppedSlow;
  const count = 600;
  for (let seq = 1; seq <= count; seq++) {
    stage.commit(added("c1", seq, "joe", BIG));
    await settle(1);
  }
  for (let wait = 0; wait < 200 && ana.seqs().length < count; wait++) {
    await settle(20);
  }
  assert.equal(ana.seqs().length, count);
  for (let later = 0; later < 3; later++) {
    beat(Date.now() + later * 11_000, false);
  }
  assert.equal(gauges.droppedSlow, before + 20);
  assert.equal(stage.hub.ofConversation("c1").length, 1);
  for (const socket of sockets) socket.close();
  await ana.leave();
  await server.shutdown();
});
