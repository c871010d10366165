/** The inbox of somebody in 500 conversations against one of somebody in 50. */
import { listInbox } from "@/lib/conversations/inbox.ts";
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
