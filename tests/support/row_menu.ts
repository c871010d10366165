/** The menu of a row in a browser with script. */
import type { Page } from "puppeteer";

/** Opens it, whether or not its script is there already. */
export async function openMenu(page: Page, seq: number): Promise<void> {
  await page.hover(`#m-${seq} .bubble`);
  await page.waitForSelector("html[data-tools=ready][data-islands=ready]");
  // The pointer may have been there before the script.
  await page.mouse.move(1, 1);
  await page.hover(`#m-${seq} .bubble`);
  await page.waitForSelector(".tools:not([hidden])");
  await press(page, "More actions");
  await page.waitForSelector(".tools[data-open]");
}

/** Presses one of its buttons. */
export async function press(page: Page, label: string): Promise<void> {
  await page.click(`.tools button[title="${label}"]`);
}
