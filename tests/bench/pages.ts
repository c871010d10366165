/**
 * Bytes and requests of the pages people open most, cold, with scripts and
 * without, as Chromium counts them. `tests/browser/budgets_test.ts` is the
 * gate; here they are printed beside everything else.
 */
import { type Bill, bill } from "../support/budget.ts";
import { type Person, withStage } from "../support/browser.ts";
import { findProgram } from "../support/ensure_packages.ts";
import { report, skipped } from "./report.ts";
import { lineOf } from "./world.ts";

const CONVERSATIONS = 30;
const MESSAGES = 50;
const SIZE = { width: 360, height: 740 };
const WITHOUT = { ...SIZE, scripts: false };

function print(name: string, { bytes, requests, scriptBytes }: Bill): void {
  report({ name: `pages.${name}.bytes`, value: `${bytes} B`, amount: bytes });
  report({
    name: `pages.${name}.requests`,
    value: String(requests),
    amount: requests,
  });
  report({
    name: `pages.${name}.script`,
    value: `${scriptBytes} B`,
    amount: scriptBytes,
  });
}

/** Signs people up, lets them talk, and opens the pages. */
export async function bench(): Promise<void> {
  if (!await findProgram("chromium")) {
    skipped("pages", "Chromium is not installed; CHROMIUM_PATH may name it");
    return;
  }
  await withStage(async (stage) => {
    const maya = await stage.person("maya", "Maya Lind");
    const others: Person[] = [
      await stage.person("jonas", "Jonas Weber"),
      await stage.person("amina", "Amina Khalil"),
    ];
    let busy = "";
    for (let i = 0; i < CONVERSATIONS; i++) {
      busy = await maya.start(others, { name: `Harbour trip ${i}` });
      await others[i % 2]!.send(busy, lineOf(i));
    }
    // The line of its beginning and one message stand there already.
    for (let i = 2; i < MESSAGES; i++) {
      await [maya, ...others][(i * 7 + (i >> 2)) % 3]!.send(busy, lineOf(i));
    }
    const rows = "#inbox-rows > [data-unread]";
    const last = `#m-${MESSAGES}`;
    const open = async (
      name: string,
      path: string,
      selector: string,
      islands = false,
    ) => {
      const who = path === "/sign-in" ? stage : maya;
      print(
        `${name}.plain`,
        await bill(
          who,
          path,
          WITHOUT,
          ({ page }) => page.waitForSelector(selector),
        ),
      );
      const there = islands ? "html[data-islands=ready]" : selector;
      print(
        `${name}.scripts`,
        await bill(who, path, SIZE, ({ page }) => page.waitForSelector(there)),
      );
    };
    await open("sign_in", "/sign-in", "input[name=password]");
    await open("inbox", "/conversations", rows);
    await open("conversation", `/conversations/${busy}`, last, true);
  });
}
