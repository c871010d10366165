/** The files of a downloaded zip. */
import { strFromU8, unzipSync } from "fflate";
import assert from "node:assert/strict";
import type { PlainBrowser } from "./plain_browser.ts";

/** What an export holds. */
export interface Unzipped {
  /** By name: text. */
  readonly texts: ReadonlyMap<string, string>;
  readonly bytes: Readonly<Record<string, Uint8Array>>;
  // deno-lint-ignore no-explicit-any -- a test looks into it from outside
  readonly data: any;
}

/** Downloads somebody's data by the form of the settings. */
export async function takeAlong(browser: PlainBrowser): Promise<Unzipped> {
  await browser.open("/settings/data");
  const { action, fields } = browser.form("/settings/data", "download");
  const body = new URLSearchParams(fields.map((one) => [...one]));
  body.append("_action", "download");
  const response = await browser.request(action, {
    method: "POST",
    body: body.toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  assert.equal(response.status, 200, await shown(response));
  assert.equal(response.headers.get("content-type"), "application/zip");
  assert.match(
    response.headers.get("content-disposition") ?? "",
    /^attachment; filename="parley-\d{4}-\d\d-\d\d\.zip"$/,
  );
  return unzipped(new Uint8Array(await response.arrayBuffer()));
}

async function shown(response: Response): Promise<string> {
  return response.status === 200 ? "" : await response.text();
}

/** Opens a zip. */
export function unzipped(zip: Uint8Array): Unzipped {
  const bytes = unzipSync(zip);
  const texts = new Map<string, string>();
  for (const [name, content] of Object.entries(bytes)) {
    if (/\.(html|json|css)$/.test(name)) texts.set(name, strFromU8(content));
  }
  return { texts, bytes, data: JSON.parse(texts.get("data.json") ?? "null") };
}
