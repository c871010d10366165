import assert from "node:assert/strict";
import type { Lies, LyingIssuer } from "@/tests/support/lying_issuer.ts";
import { setOut, traveller } from "../routes/accounts/_provider.ts";
import type { Site } from "@/tests/support/app.ts";

/** Where a sign-in ends while the provider tells these lies; nobody is signed in by it. */
export async function told(
  site: Site,
  lying: LyingIssuer,
  lies: Partial<Lies>,
): Promise<string> {
  const honest = { ...lying.lies };
  Object.assign(lying.lies, lies);
  try {
    const browser = await setOut(traveller(site));
    assert.equal(browser.status, 200);
    assert.equal(browser.cookies.has("parley"), false, browser.path);
    return browser.path;
  } finally {
    Object.assign(lying.lies, honest);
  }
}
