/** Somebody who uses a page by keys alone, and minds where the focus is. */
import assert from "node:assert/strict";
import type { KeyInput, Page } from "puppeteer";
import { arrive } from "./browser.ts";

/** Longer ways to a control than this are no ways. */
const FAR = 90;

/** What has the focus, in words; and whether one can see that. */
export interface Focus {
  readonly name: string;
  readonly seen: boolean;
}

/** Where the focus is. */
export function focusOf(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const at = document.activeElement ?? document.body;
    // A box around the control may show it in its place.
    const around = [at, at.closest("label"), at.closest(".box")];
    if (at instanceof HTMLInputElement && at.id) {
      around.push(document.querySelector(`label[for="${at.id}"]`));
    }
    const shows = (one: Element | null) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      const { width, height } = one.getBoundingClientRect();
      const drawn = outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
      return (drawn || boxShadow !== "none") && width > 1 && height > 1;
    };
    const { id, tagName, textContent } = at;
    const name = `${tagName.toLowerCase()}${id ? `#${id}` : ""} ${
      at.getAttribute("name") ?? at.getAttribute("title") ??
        textContent!.trim().slice(0, 30)
    }`;
    return { name, seen: at === document.body || around.some(shows) };
  });
}

/** Does what has the focus fit a selector, and say this? */
function isOn(page: Page, selector: string, words: string): Promise<boolean> {
  return page.evaluate(
    (selector, words) => {
      const at = document.activeElement;
      const said = [at?.textContent, at?.getAttribute("aria-label")];
      return !!at?.matches(selector) &&
        said.some((one) => (one ?? "").includes(words));
    },
    selector,
    words,
  );
}

/** Goes by Tab, or Shift and Tab, until something fits that says these words. Every place on the way shows that it has the focus. */
export async function tabTo(
  page: Page,
  selector: string,
  { words = "", back = false } = {},
): Promise<void> {
  const way: string[] = [];
  for (let i = 0; i < FAR; i++) {
    if (await isOn(page, selector, words)) return;
    if (back) await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    if (back) await page.keyboard.up("Shift");
    const { name, seen } = await focusOf(page);
    way.push(name);
    assert.ok(seen, `nobody sees that the focus is on ${name}`);
  }
  assert.fail(`${selector} “${words}” is out of reach:\n${way.join("\n")}`);
}

/** Goes there and presses Enter, which leads to another page. */
export async function follow(
  page: Page,
  selector: string,
  options: { words?: string; back?: boolean } = {},
): Promise<void> {
  await tabTo(page, selector, options);
  await arrive(page, () => page.keyboard.press("Enter"));
}

/** Goes to a field and writes. */
export async function fill(
  page: Page,
  name: string,
  text: string,
): Promise<void> {
  await tabTo(page, `[name="${name}"]`);
  await page.keyboard.type(text);
}

/** Keys held down together. */
export async function chord(page: Page, ...keys: KeyInput[]): Promise<void> {
  for (const key of keys) await page.keyboard.down(key);
  for (const key of keys.toReversed()) await page.keyboard.up(key);
}

/** Presses an arrow until something fits that says these words. */
export async function arrowTo(
  page: Page,
  arrow: KeyInput,
  selector: string,
  words: string,
): Promise<void> {
  for (let i = 0; i < FAR; i++) {
    if (await isOn(page, selector, words)) return;
    await page.keyboard.press(arrow);
  }
  const { name } = await focusOf(page);
  assert.fail(`${words} is out of reach by ${arrow}; at last on ${name}`);
}

/** Waits until the focus is there. */
export async function waitForFocus(
  page: Page,
  selector: string,
): Promise<void> {
  await page.waitForFunction(
    (selector) => !!document.activeElement?.matches(selector),
    { polling: 20, timeout: 8_000 },
    selector,
  ).catch(async () => {
    assert.fail(
      `the focus is on ${(await focusOf(page)).name}, not ${selector}`,
    );
  });
}
