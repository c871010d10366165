/** The inbox of somebody in 500 conversations against one of somebody in 50. */
import { entries } from "@/lib/conversations/_keys.ts";
import { listInbox } from "@/lib/conversations/inbox.ts";
import { list } from "@/lib/kv/read.ts";
import { stopAll } from "./child.ts";
import { inMs, inTurns } from "./pairs.ts";
import { report } from "./report.ts";
import { askPage } from "./requests.ts";
import { serveReal } from "./server.ts";
import { fill, found, gather, group, type Person, prepare } from "./world.ts";

const FEW = 50;
const MANY = 500;
const TURNS = { rounds: 5, repeats: 40 };

async function setUp(): Promise<{ few: Person; many: Person }> {
  await found();
  const [few, many, ...others] = await gather(8);
  for (const [person, count] of [[few!, FEW], [many!, MANY]] as const) {
    const making = Array.from({ length: count }, async (_, i) => {
      const other = others[i % others.length]!;
      const { id } = await group([person, other], `Group ${i}`);
      // Two of three have something unread.
      if (i % 3 > 0) await fill(id, [other], 3);
    });
    await Promise.all(making);
  }
  return { few: few!, many: many! };
}

/** What is unread in 500 conversations, held against reading 500 rows of a log. */
async function unread(reader: Person): Promise<void> {
  const { id } = await group([reader], "Baseline");
  await fill(id, [reader], MANY);
  const pair = await inTurns(
    () => Array.fromAsync(list(entries, [id])),
    () => listInbox(reader.user),
    TURNS,
  );
  report({
    name: "inbox.unread",
    value: inMs(pair.other),
    ratios: pair.ratios,
  });
}

/** By the deed, and as the page. */
export async function bench(): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "parley-bench-" });
  try {
    const { few, many } = await prepare(folder, async () => {
      const people = await setUp();
      const pair = await inTurns(
        () => listInbox(people.few.user),
        () => listInbox(people.many.user),
        TURNS,
      );
      report({
        name: "inbox.deed",
        value: inMs(pair.other),
        ratios: pair.ratios,
      });
      await unread(people.many);
      return people;
    });
    const { port } = await serveReal(folder);
    const pair = await inTurns(
      () => askPage(few, port, "/conversations"),
      () => askPage(many, port, "/conversations"),
      TURNS,
    );
    report({
      name: "inbox.page",
      value: inMs(pair.other),
      ratios: pair.ratios,
    });
  } finally {
    await stopAll();
    await Deno.remove(folder, { recursive: true });
  }
}
