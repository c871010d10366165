/** A message with files of the kinds that pages show differently. */
import { strToU8, zipSync } from "fflate";
import type { PlainBrowser } from "./plain_browser.ts";
import { sendFiles } from "./send_files.ts";

/** A picture of one point. */
export const PNG = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
);

export const CODE = "// Tides\nconst tide = { height: 3.2, name: '<b>' };\n";

/** A second of nothing. */
export function silence(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(44 + 8_000).fill(128, 44);
  const view = new DataView(bytes.buffer);
  bytes.set(strToU8("RIFF"), 0);
  view.setUint32(4, bytes.length - 8, true);
  bytes.set(strToU8("WAVEfmt "), 8);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8_000, true);
  view.setUint32(28, 8_000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  bytes.set(strToU8("data"), 36);
  view.setUint32(40, 8_000, true);
  return bytes;
}

/** A zip of small texts. */
export function zipOf(texts: Record<string, string>): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    zipSync(Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, strToU8(text)]),
    )),
  );
}

/** @returns the pages of the files */
export async function sendSamples(
  browser: PlainBrowser,
  place: string,
): Promise<string[]> {
  await sendFiles(browser, place, [
    new File([PNG], "harbour-in-the-morning-as-seen-from-the-boat.png"),
    new File([CODE.repeat(40)], "tides.ts"),
    new File([zipOf({ "maps/north.txt": "north", "جنوب.txt": "" })], "m.zip"),
    new File(["%PDF-1.7\n"], "plan.pdf"),
    new File([silence()], "accordion.wav"),
  ]);
  await browser.open(place);
  return looksIn(browser.html);
}

/** Addresses of the pages of files that a page leads to. */
export function looksIn(html: string): string[] {
  return [...html.matchAll(/href="([^"]*\/files\/[\w-]+\/view)"/g)]
    .map(([, href]) => href!);
}
