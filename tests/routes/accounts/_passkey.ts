/** What the script does for a passkey, done by a browser without scripts. */
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import {
  type Asked,
  type Lie,
  SoftPasskey,
} from "@/tests/lib/accounts/_soft_passkey.ts";
import { origin } from "@/tests/support/app.ts";

/** What the server asks at the page's form. */
export async function optionsOf(
  browser: PlainBrowser,
  action: string,
  deed = "passkey",
  typed: Record<string, string> = {},
): Promise<Asked> {
  const fields = new Map([
    ...browser.form(action, deed).fields,
    ...Object.entries(typed),
  ]);
  fields.set("_action", "passkey-options");
  const body = new URLSearchParams([...fields]);
  const response = await browser.request(action, { method: "POST", body });
  if (!response.ok) throw new Error(`${action}: ${response.status}`);
  return await response.json();
}

/** Opens a page and lets a passkey answer at it. */
export async function answerAt(
  browser: PlainBrowser,
  device: SoftPasskey,
  path: string,
  lie: Lie = {},
): Promise<PlainBrowser> {
  await browser.open(path);
  const action = new URL(browser.url).pathname;
  const credential = device.get(await optionsOf(browser, action), lie);
  return await browser.submit(action, { _action: "passkey", credential });
}

/** Adds a passkey in the settings; the browser stands before what follows. */
export async function addPasskeyTo(
  browser: PlainBrowser,
  name = "Blue key",
): Promise<SoftPasskey> {
  const device = new SoftPasskey(origin);
  const action = "/settings/passkeys";
  await browser.open(action);
  const asked = await optionsOf(browser, action, "add");
  const credential = device.create(asked);
  await browser.submit(action, { _action: "add", name, credential });
  return device;
}
