/**
 * Takes the pictures of the README: `deno run -A tests/browser/screenshots.ts`.
 * It fills a server with the sample organisation and photographs its pages.
 */
import { PASSWORD, PEOPLE } from "@/lib/operations/seed_words_people.ts";
import { type Tab, type TabOptions, withStage } from "../support/browser.ts";
import { root } from "../support/server.ts";
import { shrink } from "./small_png.ts";

const FOLDER = `${root}docs/screenshots`;
/** More than this and the README is slow to read. */
const MOST_BYTES = 150_000;

async function deno(...args: string[]): Promise<void> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd: root,
    env: { DATA_DIR: dataDir },
    stdout: "null",
  }).output();
  if (!success) throw new Error(`deno ${args.join(" ")} failed`);
}

async function take({ page }: Tab, name: string): Promise<void> {
  // Type and pictures are there, and nothing moves any more.
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map((one) => one.finished));
  });
  const png = shrink(await page.screenshot());
  console.log(`${name}.png ${png.length} bytes`);
  if (png.length > MOST_BYTES) throw new Error(`${name} is too large`);
  await Deno.writeFile(`${FOLDER}/${name}.png`, png);
}

const dataDir = await Deno.makeTempDir({ prefix: "parley-pictures-" });
await Deno.mkdir(FOLDER, { recursive: true });
await deno("task", "build");
await deno("run", "-A", "lib/operations/seed.ts", "--log=400");

await withStage(async (stage) => {
  const reader = await stage.signIn(PEOPLE[0]!.username, PASSWORD);
  const desk: TabOptions = { width: 1280, height: 800 };
  const phone: TabOptions = { width: 390, height: 780 };

  const light = await reader.tab({ ...desk, scheme: "light" });
  await light.open("/conversations");
  // A group from the middle of the list: the list shows what is unread above it.
  const path = await light.page.$$eval("#inbox-rows a.row", (links) => {
    const groups = links.filter((one) => one.querySelector(".face.group"));
    return new URL((groups[1] ?? groups[0] ?? links[0])!.href).pathname;
  });
  const open = async (tab: Tab) => {
    // A browser that has run a script once gets the long list.
    await tab.open("/conversations");
    await tab.open(path);
    await tab.page.waitForSelector("html[data-islands=ready]");
    await tab.page.$eval(".log", (log) => log.scrollTop = 0);
  };
  await open(light);
  await take(light, "conversation-light");

  const dark = await reader.tab({ ...desk, scheme: "dark" });
  await open(dark);
  await take(dark, "conversation-dark");

  const small = await reader.tab({ ...phone, scheme: "light" });
  await open(small);
  await take(small, "phone");

  const guest = await stage.tab({ ...desk, scheme: "light" });
  await guest.open("/sign-in");
  await take(guest, "entrance");
}, { dataDir });
