/**
 * Opening a conversation must not depend on its length: one of 1,000,000
 * messages against one of 1,000, by the deed in this process and as a page of
 * the real server.
 */
import { listMessages, type Spot } from "@/lib/messages/find.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { putReading } from "@/lib/conversations/_store.ts";
import { change } from "@/lib/kv/change.ts";
import { stopAll } from "./child.ts";
import { inMs, inTurns } from "./pairs.ts";
import { report } from "./report.ts";
import { askPage } from "./requests.ts";
import { serveReal } from "./server.ts";
import { fill, found, gather, group, type Person, prepare } from "./world.ts";

const SHORT = 1_000;
const LONG = 1_000_000;
const DEED = { rounds: 5, repeats: 60 };
const PAGE = { rounds: 5, repeats: 30 };

interface Place {
  readonly reader: Person;
  readonly short: string;
  readonly long: string;
}

async function setUp(): Promise<Place> {
  await found();
  const people = await gather(8);
  const [short, long] = [
    await group(people, "Short"),
    await group(people, "Long"),
  ];
  for (const [{ id }, length] of [[short, SHORT], [long, LONG]] as const) {
    const before = performance.now();
    await fill(id, people, length);
    if (length === LONG) {
      const seconds = (performance.now() - before) / 1_000;
      report({ name: "history.set_up", value: `${seconds.toFixed(0)} s` });
    }
    // Everybody has read everything: both open at their end.
    await change((c) => {
      for (const { user } of people) {
        putReading(c, id, user.id, { seq: length + 1 }, Date.now());
      }
    });
  }
  return { reader: people[0]!, short: short.id, long: long.id };
}

/** Where a conversation of this length is opened. */
function spots(length: number): Record<"newest" | "middle" | "around", Spot> {
  const middle = Math.floor(length / 2);
  return {
    newest: {},
    middle: { before: middle },
    around: { around: middle },
  };
}

async function deeds({ reader, short, long }: Place): Promise<void> {
  const ofShort = spots(SHORT);
  const ofLong = spots(LONG);
  for (const spot of ["newest", "middle", "around"] as const) {
    const pair = await inTurns(
      () => listMessages(reader.user, short, ofShort[spot]),
      () => listMessages(reader.user, long, ofLong[spot]),
      DEED,
    );
    report({
      name: `history.deed.${spot}`,
      value: inMs(pair.other),
      ratios: pair.ratios,
    });
  }
  const one = await inTurns(
    () => findMessage(reader.user, short, SHORT / 2),
    () => findMessage(reader.user, long, LONG / 2),
    DEED,
  );
  report({
    name: "history.deed.permalink",
    value: inMs(one.other),
    ratios: one.ratios,
  });
}

async function pages(
  { reader, short, long }: Place,
  port: number,
): Promise<void> {
  const paths = (id: string, length: number) => ({
    newest: `/conversations/${id}`,
    middle: `/conversations/${id}?before=${length / 2}`,
    around: `/conversations/${id}?around=${length / 2}`,
    permalink: `/conversations/${id}/messages/${length / 2}`,
  });
  const ofShort = paths(short, SHORT);
  const ofLong = paths(long, LONG);
  for (const name of Object.keys(ofLong) as (keyof typeof ofLong)[]) {
    const pair = await inTurns(
      () => askPage(reader, port, ofShort[name]),
      () => askPage(reader, port, ofLong[name]),
      PAGE,
    );
    report({
      name: `history.page.${name}`,
      value: inMs(pair.other),
      ratios: pair.ratios,
    });
  }
}

/** Both ways. */
export async function bench(): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "parley-bench-" });
  try {
    const place = await prepare(folder, async () => {
      const made = await setUp();
      await deeds(made);
      return made;
    });
    const real = await serveReal(folder);
    await pages(place, real.port);
  } finally {
    await stopAll();
    await Deno.remove(folder, { recursive: true });
  }
}
