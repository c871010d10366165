/** Sends a sound as a browser without scripts does: by the form of the page for it. */
import { recordedWebm } from "@/tests/lib/files/_sounds.ts";
import type { PlainBrowser } from "./plain_browser.ts";

/**
 * Fills in the form of the page for voice messages and sends it with a sound.
 * The browser ends on the page that comes then.
 * @param place the conversation's path, with a query as links have it
 */
export async function speak(
  browser: PlainBrowser,
  place: string,
  fields: Record<string, string | Blob> = {},
): Promise<void> {
  const [path, query] = place.split("?");
  await browser.open(`${path}/voice${query ? `?${query}` : ""}`);
  const body = new FormData();
  for (const [name, value] of browser.form("/voice").fields) {
    body.set(name, value);
  }
  const sound = new Blob([recordedWebm({ seconds: 42 })]);
  for (const [name, value] of Object.entries({ voice: sound, ...fields })) {
    if (typeof value === "string") body.set(name, value);
    else body.set(name, value, "../<b>.html");
  }
  await browser.open(`${path}/voice`, { method: "POST", body });
}
