/** One instance: its own hub and streams, over a store that others use too. */
import { change } from "@/lib/kv/change.ts";
import { family } from "@/lib/kv/family.ts";
import { list, read, readEntry } from "@/lib/kv/read.ts";
import { openStore, useStore } from "@/lib/kv/store.ts";
import { watch } from "@/lib/kv/watch.ts";
import { startBridge } from "@/lib/live/bridge.ts";
import { hub } from "@/lib/live/hub.ts";
import { announce } from "@/lib/live/announce.ts";
import type { Happening } from "@/lib/live/events.ts";
import { added, Stage } from "./stage.ts";

const tips = family<number, [conversation: string]>("test_tip", {
  parts: ["conversation"],
  holds: "the newest number",
});
const rows = family<string, [conversation: string, seq: number]>("test_row", {
  parts: ["conversation", "seq"],
  holds: "a text",
});

const scope = self as unknown as {
  onmessage: (event: MessageEvent<{ open?: string; send?: string }>) => void;
  postMessage(message: unknown): void;
};

async function missedIn(id: string, since: string): Promise<Happening[]> {
  const found: Happening[] = [];
  for await (const { key, value, versionstamp } of list(rows, [id])) {
    if (versionstamp <= since) continue;
    found.push({ event: added(id, key[1], "joe", value), versionstamp });
  }
  return found;
}

async function open(path: string): Promise<void> {
  useStore(await openStore(path, "a secret of tests"));
  startBridge(hub, {
    watchTips: (ids, then) =>
      watch(
        tips,
        ids.map((id) => [id] as [string]),
        ([id], entry) => entry && then(id, entry.versionstamp),
      ),
    watchSessions: () => () => {},
    tipOf: async (id) => (await readEntry(tips, [id]))?.versionstamp ?? "",
    missedIn,
    isMember: () => Promise.resolve(true),
    listConversationsOf: () => ["c1"],
  });
  const stage = new Stage();
  stage.membersOf("c1").add("ana");
  const client = stage.open("ana", { hub });
  const told = setInterval(
    () => scope.postMessage({ seqs: client.seqs() }),
    20,
  );
  addEventListener("close", () => clearInterval(told));
  setTimeout(() => scope.postMessage({ ready: true }), 200);
}

async function send(text: string): Promise<void> {
  await change(async (c) => {
    const seq = (await c.read(tips, ["c1"]) ?? 0) + 1;
    c.put(tips, ["c1"], seq);
    c.put(rows, ["c1", seq], text);
    announce(c, added("c1", seq, "joe", text));
  });
  scope.postMessage({ sent: await read(tips, ["c1"]) });
}

scope.onmessage = ({ data }) => {
  if (data.open) open(data.open);
  if (data.send) send(data.send);
};
