import assert from "node:assert/strict";
import { openLog } from "@/lib/live/log.ts";
import { added, settle, Stage } from "./stage.ts";

/** Reads a streamed page as text. */
class Page {
  text = "";
  closed = false;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(response: Response) {
    this.#reader = response.body!.getReader();
    this.#run();
  }

  async #run(): Promise<void> {
    const decoder = new TextDecoder();
    while (true) {
      const { done, value } = await this.#reader.read();
      if (done) break;
      this.text += decoder.decode(value, { stream: true });
    }
    this.closed = true;
  }

  leave(): Promise<void> {
    return this.#reader.cancel();
  }
}

function open(stage: Stage, user: string, cursor: string, shown = 0): Page {
  return new Page(openLog({
    ...stage.options(user, { cursor }),
    conversation: "c1",
    shown,
    head: "<!doctype html><h1>c1</h1>",
    ending: (reason) => `<p>${reason} <a href=/c1>Go on</a></p>`,
  }));
}

function stageOfAna(): Stage {
  const stage = new Stage();
  stage.membersOf("c1").add("ana");
  stage.membersOf("c2").add("ana");
  return stage;
}

Deno.test("a log shows its head, what came since the head, and what comes later, of its conversation only", async () => {
  const stage = stageOfAna();
  const cursor = stage.commit(added("c1", 1));
  stage.commit(added("c1", 2), added("c2", 1, "joe", "elsewhere"));
  await settle();
  const page = open(stage, "ana", cursor);
  await settle();
  stage.commit(added("c1", 3));
  stage.commit(added("c2", 2, "joe", "elsewhere"));
  await settle();
  assert.equal(
    page.text,
    "<!doctype html><h1>c1</h1><p lang=en>m2</p>\n<p lang=en>m3</p>\n",
  );
  await page.leave();
  assert.equal(stage.hub.size().users, 0);
});

Deno.test("what the head shows already is not shown again, though it is newer than the cursor", async () => {
  const stage = stageOfAna();
  const cursor = stage.commit(added("c1", 1));
  stage.commit(added("c1", 2));
  await settle();
  const page = open(stage, "ana", cursor, 2);
  await settle();
  stage.commit(added("c1", 3));
  await settle();
  assert.equal(
    page.text,
    "<!doctype html><h1>c1</h1><p lang=en>m3</p>\n",
  );
  await page.leave();
});

Deno.test("a log ends with a line and a link when its reader leaves the conversation", async () => {
  const stage = stageOfAna();
  const page = open(stage, "ana", "");
  await settle();
  const audience = { conversation: "c1" };
  stage.commit({ type: "member-removed", audience, user: "ana" });
  stage.commit(added("c1", 1));
  await settle();
  assert.equal(page.closed, true);
  assert.match(page.text, /<p>removed <a href=\/c1>Go on<\/a><\/p>$/);
});

Deno.test("a log ends when its session does", async () => {
  const stage = stageOfAna();
  const page = open(stage, "ana", "");
  await settle();
  const audience = { session: "session of ana" };
  stage.commit({ type: "session-ended", audience });
  await settle();
  assert.equal(page.closed, true);
  assert.match(page.text, /signed-out/);
});

Deno.test("a fourth log of a session ends the oldest; live streams are counted apart", async () => {
  const stage = stageOfAna();
  const live = stage.open("ana");
  const pages = [1, 2, 3, 4].map(() => open(stage, "ana", ""));
  await settle();
  assert.deepEqual(pages.map(({ closed }) => closed), [
    true,
    false,
    false,
    false,
  ]);
  assert.match(pages[0]!.text, /replaced/);
  assert.equal(live.closed, false);
  await Promise.all([live, ...pages.slice(1)].map((one) => one.leave()));
});
