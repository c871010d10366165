/**
 * Coming back: a stream that missed messages gets each exactly once, or, when
 * it missed too much, one word to fetch the page anew. Against what the newest
 * page costs. The goal is for CPU: in time, a long replay waits for its reader
 * on purpose, 64 KB at a time.
 */
import { stopAll } from "./child.ts";
import { inMs, inTurns } from "./pairs.ts";
import { median, report } from "./report.ts";
import { askPage, sendForm } from "./requests.ts";
import { serveReal } from "./server.ts";
import { openStream } from "./stream_reader.ts";
import { found, gather, group, lineOf, prepare } from "./world.ts";

/** What is replayed, and what is too much. */
const GAPS = [50, 450, 1_000] as const;
const TURNS = { rounds: 5, repeats: 8 };
const LANES = 10;
/** Resumes whose CPU is weighed together: the kernel counts in hundredths. */
const WEIGHED = 25;

/** Each gap in turns with the newest page. */
export async function bench(): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "parley-bench-" });
  try {
    const { people, id } = await prepare(folder, async () => {
      await found();
      const people = await gather(5);
      return { people, id: (await group(people, "Missed")).id };
    });
    const { child, port } = await serveReal(folder);
    const [sender, reader] = people;
    const send = async (count: number): Promise<void> => {
      let sent = 0;
      const lane = async () => {
        while (sent < count) {
          await sendForm(sender!, port, id, lineOf(sent++));
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
    };
    for (const gap of GAPS) {
      const before = await openStream(port, reader!.token);
      await send(1);
      await before.until(1);
      const cursor = before.events[0]!.id;
      before.close();
      await send(gap);
      let wrong = 0;
      let resets = 0;
      const resume = async (): Promise<void> => {
        const stream = await openStream(port, reader!.token, cursor);
        await stream.until(1);
        if (stream.events[0]!.event === "reset") resets++;
        else {
          await stream.until(gap);
          const seen = new Set(stream.events.map(({ about }) => about));
          wrong += Math.abs(seen.size - gap) + stream.events.length - seen.size;
        }
        stream.close();
      };
      const page = () => askPage(reader!, port, `/conversations/${id}`);
      const pair = await inTurns(page, resume, TURNS);
      report({
        name: `resume.${gap}`,
        value: inMs(pair.other),
        ratios: pair.ratios,
      });
      const weigh = async (deed: () => Promise<unknown>): Promise<number> => {
        const before = child.cpu();
        for (let i = 0; i < WEIGHED; i++) await deed();
        return (child.cpu() - before) / WEIGHED * 1_000;
      };
      const costs: number[] = [];
      const ratios: number[] = [];
      for (let i = 0; i < TURNS.rounds; i++) {
        const base = await weigh(page);
        costs.push(await weigh(resume));
        ratios.push(costs[i]! / base);
      }
      report({ name: `resume.${gap}.cpu`, value: inMs(median(costs)), ratios });
      report({ name: `resume.${gap}.wrong`, value: `${wrong}`, amount: wrong });
      const word = resets > 0 ? "told to fetch the page" : "replayed";
      report({ name: `resume.${gap}.way`, value: word });
    }
  } finally {
    await stopAll();
    await Deno.remove(folder, { recursive: true });
  }
}
