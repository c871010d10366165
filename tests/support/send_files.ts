/** Sends files as a browser without scripts does: by the form of the page for it. */
import type { PlainBrowser } from "./plain_browser.ts";

/**
 * Fills in the form of the page for files and sends it. The browser ends on the
 * page that comes then.
 * @param place the conversation's path
 */
export async function sendFiles(
  browser: PlainBrowser,
  place: string,
  files: readonly File[],
  fields: Record<string, string> = {},
): Promise<void> {
  await browser.open(`${place}/files/new`);
  await sendFilesAgain(browser, place, files, fields);
}

/** The same with the form that is shown already. */
export async function sendFilesAgain(
  browser: PlainBrowser,
  place: string,
  files: readonly File[],
  fields: Record<string, string> = {},
): Promise<void> {
  const body = new FormData();
  for (const [name, value] of browser.form("/files/new").fields) {
    body.append(name, value);
  }
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  for (const file of files) body.append("files", file);
  await browser.open(`${place}/files/new`, { method: "POST", body });
}
