/**
 * What a received message takes on the wire, everything included that goes over
 * it: the event's lines, the row, and the framing of HTTP.
 */
import { stopAll } from "./child.ts";
import { median, range, report } from "./report.ts";
import { sendForm } from "./requests.ts";
import { serveReal } from "./server.ts";
import { openStream } from "./stream_reader.ts";
import { found, gather, group, prepare } from "./world.ts";

const SIZES = [20, 100, 1_000, 5_000] as const;
const REPEATS = 5;
/** What a row may take besides twice its text: `wire.<size>.over` is what is left. */
const FIXED = 60;

/** Texts of several sizes, each a few times. */
export async function bench(): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "parley-bench-" });
  try {
    const { people, id } = await prepare(folder, async () => {
      await found();
      const people = await gather(2);
      return { people, id: (await group(people, "Wire")).id };
    });
    const { port } = await serveReal(folder);
    const [sender, reader] = people;
    const stream = await openStream(port, reader!.token);
    let came = 0;
    const bytesOf = async (text: string): Promise<number> => {
      stream.reset();
      await sendForm(sender!, port, id, text);
      await stream.until(++came);
      return stream.bytes();
    };
    // The first carries the day's name and a face; the others are what comes all day.
    const first = await bytesOf("first");
    report({ name: "wire.first_of_day", value: `${first} B` });
    for (const size of SIZES) {
      const text = "word ".repeat(size / 5).trimEnd().padEnd(size, ".");
      const counts: number[] = [];
      for (let i = 0; i < REPEATS; i++) counts.push(await bytesOf(text));
      const bytes = median(counts);
      report({
        name: `wire.${size}`,
        value: `${bytes} B`,
        ratios: counts.map((count) => count / (2 * size + FIXED)),
      });
      report({
        name: `wire.${size}.besides_text`,
        value: `${bytes - size} B`,
        spread: range(counts.map((count) => count - size), 0),
      });
    }
    stream.close();
  } finally {
    await stopAll();
    await Deno.remove(folder, { recursive: true });
  }
}
