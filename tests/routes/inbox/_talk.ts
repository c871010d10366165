/** People with conversations, and what their list says, without scripts. */
import type { Site } from "@/tests/support/app.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";

/** A group of `by` and others. @returns its path */
export async function makeGroup(
  by: PlainBrowser,
  name: string,
  ...members: string[]
): Promise<string> {
  await by.open("/conversations/new");
  await by.submit("/conversations", {
    kind: "group",
    name,
    members: members.join(" "),
  });
  return new URL(by.url).pathname;
}

/** Writes into a conversation. */
export async function say(
  by: PlainBrowser,
  path: string,
  text: string,
): Promise<void> {
  await by.open(path);
  await by.submit("/messages", { text });
}

/** The rows of a list, in their order, by id. */
export function rowsOf(browser: PlainBrowser): string[] {
  return [...browser.html.matchAll(/<li id="c-([^"]+)"/g)].map(([, id]) =>
    `/conversations/${id}`
  );
}

/** The tag of a row; "" if it is not there. */
export function rowTag(browser: PlainBrowser, path: string): string {
  const id = path.split("/").at(-1);
  return new RegExp(`<li id="c-${id}"[^>]*>`).exec(browser.html)?.[0] ?? "";
}

/** Another device of somebody: the same person, signed in anew. */
export async function anotherDevice(
  site: Site,
  username: string,
  password: string,
): Promise<PlainBrowser> {
  const browser = site.visitor();
  await browser.open("/sign-in");
  return await browser.submit("/sign-in", { username, password });
}
