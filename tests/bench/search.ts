/**
 * Searching 1,000,000 messages: one conversation of 600,000 and 400 of 1,000,
 * of which the one who searches is in 300. The baseline is what reading the
 * last fifty messages of the longest costs. `SEARCH_SHARE=0.1` takes a tenth.
 */
import { listMessages } from "@/lib/messages/find.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { compareIndex } from "@/lib/search/compare.ts";
import { searchMessages } from "@/lib/search/find.ts";
import { indexConversation } from "@/lib/search/index_conversation.ts";
import { parseQuery } from "@/lib/search/query.ts";
import type { Store } from "@/lib/kv/store.ts";
import { stopAll } from "./child.ts";
import { inMs, inTurns } from "./pairs.ts";
import { median, range, report } from "./report.ts";
import { askPage } from "./requests.ts";
import { textOf } from "./search_texts.ts";
import { serveReal } from "./server.ts";
import { fill, found, gather, group, type Person, prepare } from "./world.ts";

const SHARE = Number(Deno.env.get("SEARCH_SHARE") ?? 1);
const LONG = 600_000 * SHARE;
const SHORT = 1_000;
const MANY = 400 * SHARE;
const TURNS = { rounds: 5, repeats: 30 };
/** Entries taken in at a time, as when an index is made anew. */
const AT_ONCE = 20_000;

/** What is looked for. */
const SEARCHES = {
  common: "harbour was",
  rare: "quagga is",
  two: "lantern anchor are",
  begun: "lan",
  row: "from:listener1 has:link before:2030-10-01 budget",
  nothing: "xylophone not",
};

interface Place {
  readonly reader: Person;
  readonly long: string;
}

async function setUp(store: Store): Promise<Place> {
  await found();
  const people = await gather(8);
  const [reader, ...others] = people;
  const long = await group(people, "Long");
  const ids = [long.id];
  for (let i = 0; i < MANY; i++) {
    const members = i % 4 === 0 ? others : people;
    ids.push((await group(members, `Short ${i}`)).id);
  }
  const began = performance.now();
  await fill(long.id, people, LONG, textOf);
  for (const id of ids.slice(1)) await fill(id, others, SHORT, textOf);
  say("search.set_up", performance.now() - began);
  const before = performance.now();
  for (const id of ids) await indexConversation(id, { atOnce: AT_ONCE });
  say("search.index_all", performance.now() - before);
  const { terms, messages, rows } = await compareIndex(long.id);
  if (terms + messages + rows > 0) throw new Error("The index is wrong");
  await reportBytes(store);
  return { reader: reader!, long: long.id };
}

function say(name: string, ms: number): void {
  report({ name, value: `${(ms / 1_000).toFixed(1)} s` });
}

/** Keys and values, as they are stored. */
async function bytesOf(store: Store, ...families: string[]): Promise<number> {
  let bytes = 0;
  for (const family of families) {
    for await (const { key, value } of store.kv.list({ prefix: [family] })) {
      bytes += JSON.stringify(key).length + (value as Uint8Array).byteLength;
    }
  }
  return bytes;
}

async function reportBytes(store: Store): Promise<void> {
  const messages = await bytesOf(store, "message");
  const index = await bytesOf(store, "search_node", "search_terms");
  report({
    name: "search.bytes",
    value: `${(index / 1e6).toFixed(0)} MB`,
    amount: index / messages,
    spread: `${(index / messages).toFixed(3)} of ${
      (messages / 1e6).toFixed(0)
    } MB of messages`,
  });
}

/** In the longest conversation, held against reading its end; then everywhere. */
async function deeds({ reader, long }: Place): Promise<void> {
  let slowest = 0;
  for (const [name, typed] of Object.entries(SEARCHES)) {
    const query = parseQuery(typed);
    const seek = async (within: string | null) => {
      const options = { timeZone: "UTC", within };
      const { hits, problems } = await searchMessages(
        reader.user,
        query,
        options,
      );
      if (problems.length > 0) throw new Error(JSON.stringify(problems));
      return hits.length;
    };
    const before = performance.now();
    const everywhere = await seek(null);
    const cold = performance.now() - before;
    const inside = await seek(long);
    const pair = await inTurns(
      () => listMessages(reader.user, long),
      () => seek(long),
      TURNS,
    );
    report({
      name: `search.${name}`,
      value: `${inMs(pair.other)} (${inside})`,
      ratios: pair.ratios,
    });
    const all = await inTurns(
      () => listMessages(reader.user, long),
      () => seek(null),
      TURNS,
    );
    slowest = Math.max(slowest, cold, all.other);
    report({
      name: `search.all.${name}`,
      value: `${inMs(all.other)} (${everywhere})`,
      ratios: all.ratios,
    });
    report({ name: `search.cold.${name}`, value: inMs(cold) });
  }
  report({ name: "search.slowest", value: inMs(slowest), amount: slowest });
}

/** What taking in one new message costs, and ten at once. */
async function steady({ reader, long }: Place): Promise<void> {
  for (const some of [1, 10]) {
    const times: number[] = [];
    const sends: number[] = [];
    for (let i = 0; i < 20; i++) {
      for (let n = 0; n < some; n++) {
        const began = performance.now();
        await sendMessage(reader.user, {
          conversation: long,
          text: textOf(LONG + i * some + n),
          clientId: `steady-${some}-${i}-${n}`,
        });
        sends.push(performance.now() - began);
      }
      const began = performance.now();
      await indexConversation(long);
      times.push((performance.now() - began) / some);
    }
    report({
      name: `search.take_in_${some}`,
      value: `${inMs(median(times))} each`,
      spread: `${range(times)}; sending one ${inMs(median(sends))}`,
    });
  }
}

/** Both ways. */
export async function bench(): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "parley-bench-" });
  try {
    const place = await prepare(folder, async (store) => {
      const made = await setUp(store);
      await deeds(made);
      await steady(made);
      return made;
    });
    const { port } = await serveReal(folder);
    const pair = await inTurns(
      () => askPage(place.reader, port, `/conversations/${place.long}`),
      () => askPage(place.reader, port, "/search?q=harbour"),
      { rounds: 5, repeats: 20 },
    );
    report({
      name: "search.page",
      value: inMs(pair.other),
      ratios: pair.ratios,
    });
  } finally {
    await stopAll();
    await Deno.remove(folder, { recursive: true });
  }
}
