import assert from "node:assert/strict";
import {
  type LiveCore,
  liveCore,
  type LiveMessage,
} from "@/lib/client/live_core.ts";
import { sseParser } from "@/lib/client/sse_parser.ts";
import { openLive } from "@/lib/live/stream.ts";
import { added, settle, Stage, until } from "../live/stage.ts";

/** A server with real streams, and what its answers may be replaced by. */
class Served {
  readonly stage = new Stage();
  readonly asked: string[] = [];
  answer: (() => Response) | null = null;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  constructor() {
    this.stage.membersOf("c1").add("ana");
    this.#server = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      (request) => {
        const cursor = new URL(request.url).searchParams.get("after")!;
        this.asked.push(cursor);
        return this.answer?.() ??
          openLive(this.stage.options("ana", { cursor }));
      },
    );
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.addr.port}/live`;
  }

  /** Cuts all streams, as a restart does. */
  cut(): void {
    this.stage.hub.endAll();
  }

  async stop(): Promise<void> {
    this.cut();
    await this.#server.shutdown();
  }
}

/** A tab: what it saw, and its cursor as the page script keeps it. */
class Tab {
  readonly seen: string[] = [];
  readonly states: string[] = [];
  cursor: string;

  constructor(readonly core: LiveCore, readonly from: string, cursor = "") {
    this.cursor = cursor;
    core({ from, hello: cursor }, this.#take);
  }

  #take = (message: LiveMessage) => {
    if ("state" in message) return void this.states.push(message.state);
    const about = JSON.parse(message.data.split("\n")[0]!);
    this.seen.push(message.event + (about.seq ?? ""));
    if (message.id) this.cursor = message.id;
  };

  leave(): void {
    this.core({ from: this.from, gone: true }, () => {});
  }
}

Deno.test("tabs share one connection and each hears everything after its own page", async () => {
  const served = new Served();
  const first = served.stage.commit(added("c1", 1));
  const core = liveCore(served.url, "me");
  const early = new Tab(core, "early");
  await until(() => early.seen.length === 1);
  served.stage.commit(added("c1", 2));
  await until(() => early.seen.length === 2);
  const late = new Tab(core, "late", first);
  served.stage.commit(added("c1", 3));
  await until(() => early.seen.length + late.seen.length === 5);
  assert.deepEqual(early.seen, ["message1", "message2", "message3"]);
  assert.deepEqual(late.seen, ["message2", "message3"]);
  assert.equal(served.asked.length, 1);
  early.leave();
  served.stage.commit(added("c1", 4));
  await until(() => late.seen.length === 3);
  assert.equal(early.seen.length, 3);
  assert.equal(late.seen.length, 3);
  late.leave();
  await until(() => served.stage.hub.size().users === 0);
  assert.equal(served.stage.hub.size().users, 0);
  await served.stop();
});

Deno.test("a tab whose page is older than the connection gets what it missed", async () => {
  const served = new Served();
  const stamps = [1, 2, 3].map((seq) => served.stage.commit(added("c1", seq)));
  const core = liveCore(served.url, "me");
  const fresh = new Tab(core, "fresh", stamps[2]);
  await until(() => fresh.states.includes("open"));
  const old = new Tab(core, "old", stamps[0]);
  await until(() => old.seen.length === 2);
  assert.deepEqual(old.seen, ["message2", "message3"]);
  fresh.leave();
  old.leave();
  await served.stop();
});

Deno.test("a cut connection comes back with its cursor and nothing is missing or doubled", async () => {
  const served = new Served();
  const core = liveCore(served.url, "me");
  const tab = new Tab(core, "tab");
  await until(() => tab.states.includes("open"));
  for (let seq = 1; seq <= 6; seq++) {
    served.stage.commit(added("c1", seq));
    await settle(30);
    if (seq % 2 === 0) served.cut();
    core({ from: "tab", wake: true }, () => {});
  }
  await until(() => tab.seen.length >= 6);
  await settle(100);
  await until(() => tab.states.at(-1) === "open");
  assert.deepEqual(
    tab.seen,
    [1, 2, 3, 4, 5, 6].map((seq) => `message${seq}`),
  );
  assert.ok(tab.states.includes("lost"));
  assert.equal(tab.states.at(-1), "open");
  tab.leave();
  await served.stop();
});

Deno.test("a server that is busy is asked again; one that leads to a page means signed out", async () => {
  const served = new Served();
  served.answer = () => new Response("later", { status: 503 });
  const core = liveCore(served.url, "me");
  const tab = new Tab(core, "tab");
  await until(() => served.asked.length >= 2);
  assert.ok(served.asked.length >= 2);
  assert.deepEqual(tab.seen, []);
  served.answer = () =>
    new Response("<h1>Sign in</h1>", {
      headers: { "content-type": "text/html" },
    });
  core({ from: "tab", wake: true }, () => {});
  await until(() => tab.seen.length > 0);
  assert.deepEqual(tab.seen, ["bye"]);
  const { length } = served.asked;
  await settle(1_500);
  assert.equal(served.asked.length, length);
  tab.leave();
  await served.stop();
});

Deno.test("the end of the session ends the connection for good", async () => {
  const served = new Served();
  const core = liveCore(served.url, "me");
  const tab = new Tab(core, "tab");
  await until(() => tab.states.includes("open"));
  served.stage.commit({
    type: "session-ended",
    audience: { session: "session of ana" },
  });
  await until(() => tab.seen.length > 0);
  await settle(700);
  assert.deepEqual(tab.seen, ["bye"]);
  assert.equal(served.asked.length, 1);
  tab.leave();
  await served.stop();
});

Deno.test("events are read whole however the bytes are cut", () => {
  const text =
    'retry: 2000\nid: 7\n\n:\n\nevent: message\nid: 8\ndata: {"seq":1}\ndata: <p>a</p>\ndata: \ndata: b\n\nevent: typing\ndata: {}\n\n';
  for (let size = 1; size < 20; size++) {
    const got: unknown[] = [];
    const feed = sseParser((...event) => got.push(event));
    for (let at = 0; at < text.length; at += size) {
      feed(text.slice(at, at + size));
    }
    assert.deepEqual(got, [
      ["", "", "7"],
      ["message", '{"seq":1}\n<p>a</p>\n\nb', "8"],
      ["typing", "{}", null],
    ]);
  }
});
