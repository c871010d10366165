/**
 * How many island pages a second one core draws, in memory, against genuine
 * Fresh in the same run. FRESH_SOURCE names a folder with a `deno.json` that maps
 * `fresh`, `fresh/runtime` and `fresh/dev` to a copy of it; without, that
 * half is skipped. Prints `name value ratio goal pass|FAIL spread`.
 */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { filesBelow } from "@/lib/fresh/build/crawl.ts";

const ROUNDS = 3;
const GOAL = 2;
const WARM_UP = 300;
const MEASURED = 1_500;

/** In the child: builds the fixture site and draws its island page. */
async function drawPages(): Promise<{ rate: number; bytes: number }> {
  const { buildSite } = await import("../lib/fresh/site.ts");
  const ask = await buildSite();
  const page = async () => await (await ask("/islands")).text();
  const html = await page();
  for (let i = 0; i < WARM_UP; i++) await page();
  const began = performance.now();
  for (let i = 0; i < MEASURED; i++) await page();
  const seconds = (performance.now() - began) / 1000;
  return { rate: MEASURED / seconds, bytes: html.length };
}

const tests = fileURLToPath(new URL("../", import.meta.url));

/** Runs this file, or a copy of it, as a process of its own. */
async function child(folder: string): Promise<{ rate: number; bytes: number }> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      "--quiet",
      "bench/island_page.ts",
      "draw",
    ],
    cwd: folder,
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(decoder.decode(stderr));
  return JSON.parse(decoder.decode(stdout).trim().split("\n").at(-1) ?? "");
}

/** Copies what is measured below another `deno.json`, whose names then count. */
async function copyTo(folder: string): Promise<void> {
  const files = [
    "bench/island_page.ts",
    ...(await filesBelow(`${tests}lib/fresh`)).map((one) => `lib/fresh/${one}`),
  ];
  for (const file of files) {
    await Deno.mkdir(dirname(`${folder}/${file}`), { recursive: true });
    await Deno.copyFile(`${tests}${file}`, `${folder}/${file}`);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

function spread(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(0)}-${Math.max(...values).toFixed(0)}`;
}

/** Prints the figures; false if the goal is missed. */
async function compare(): Promise<boolean> {
  const source = Deno.env.get("FRESH_SOURCE");
  const copy = `${source}/parley`;
  if (source !== undefined) await copyTo(copy);
  const ours: number[] = [];
  const theirs: number[] = [];
  let bytes = "";
  for (let round = 0; round < ROUNDS; round++) {
    const mine = await child(tests);
    ours.push(mine.rate);
    if (source === undefined) continue;
    const genuine = await child(copy);
    theirs.push(genuine.rate);
    bytes = `${mine.bytes} bytes of HTML, genuine ${genuine.bytes}`;
  }
  const rate = median(ours);
  if (source === undefined) {
    console.log(`island_page ${rate.toFixed(0)}/s - - skip ${spread(ours)}`);
    console.log("genuine Fresh skipped: FRESH_SOURCE is not set");
    return true;
  }
  const ratio = rate / median(theirs);
  const passed = ratio >= GOAL;
  console.log(
    `island_page ${rate.toFixed(0)}/s ${ratio.toFixed(2)}x ${GOAL}x ` +
      `${passed ? "pass" : "FAIL"} ${spread(ours)}`,
  );
  console.log(`genuine ${median(theirs).toFixed(0)}/s ${spread(theirs)}`);
  console.log(bytes);
  return passed;
}

if (import.meta.main) {
  if (Deno.args[0] === "draw") {
    console.log(JSON.stringify(await drawPages()));
    Deno.exit(0);
  }
  Deno.exit(await compare() ? 0 : 1);
}
