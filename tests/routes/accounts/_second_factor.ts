/** People with an authenticator app, and the clock it goes by. */
import { generateTOTP } from "@oslojs/otp";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { password } from "@/tests/support/app.ts";

const real = Date.now;
let ahead = 0;

/** Runs a test whose clock can be put forward. */
export async function withClock(test: () => Promise<void>): Promise<void> {
  ahead = 0;
  Date.now = () => real() + ahead;
  try {
    await test();
  } finally {
    Date.now = real;
  }
}

/** Puts the clock forward. */
export function forward(ms: number): void {
  ahead += ms;
}

export const MINUTE = 60_000;
export const STEP = 30_000;

/** The seed of a manual key as it is shown. */
export function seedOf(key: string): Uint8Array {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let bits = "";
  for (const letter of key.replaceAll(" ", "")) {
    bits += letters.indexOf(letter).toString(2).padStart(5, "0");
  }
  const bytes = bits.match(/.{8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => parseInt(byte, 2));
}

/** What an app shows; `offset` in steps from now. */
export function codeOf(seed: Uint8Array, offset = 0): string {
  const now = Date.now;
  // The library has the time of the moment only.
  Date.now = () => now() + offset * STEP;
  try {
    return generateTOTP(seed, 30, 6);
  } finally {
    Date.now = now;
  }
}

/** Sets an app up as a person does: by the key on the page. */
export async function enrol(
  browser: PlainBrowser,
): Promise<{ seed: Uint8Array; codes: string[] }> {
  await browser.open("/settings/second-factor");
  await browser.submit("/settings/second-factor", { _action: "begin" });
  const key = /data-manual-key[^>]*>([A-Z2-7 ]+)</.exec(browser.html)?.[1];
  if (!key) throw new Error(`No key on ${browser.path} (${browser.status})`);
  const seed = seedOf(key);
  await browser.submit("/settings/second-factor", { code: codeOf(seed) });
  const codes = [
    ...browser.html.matchAll(/data-recovery-code[^>]*>([a-z2-7-]+)</g),
  ].map((one) => one[1]!);
  return { seed, codes };
}

/** Types name and password; the browser stands before what follows. */
export async function typePassword(
  browser: PlainBrowser,
  username: string,
  next = "",
): Promise<PlainBrowser> {
  const query = next ? `?next=${encodeURIComponent(next)}` : "";
  await browser.open(`/sign-in${query}`);
  return await browser.submit("/sign-in", { username, password });
}

/** Sends the second step. */
export async function typeCode(
  browser: PlainBrowser,
  code: string,
): Promise<PlainBrowser> {
  return await browser.submit("/sign-in/second-step", { code });
}
