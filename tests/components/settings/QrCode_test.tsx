import assert from "node:assert/strict";
import { encode } from "uqr";
import { QrCode } from "@/components/settings/QrCode.tsx";
import { draw } from "../_draw.tsx";

/** The modules a path darkens, as a scanner would see them. */
function darkened(path: string, size: number): boolean[][] {
  const rows = Array.from(
    { length: size },
    () => Array.from({ length: size }, () => false),
  );
  let x = 0;
  let y = 0;
  for (
    const [, command, first, second] of path.matchAll(
      /([Mmh])(-?\d+)(?: (-?[\d.]+))?/g,
    )
  ) {
    if (command === "M") [x, y] = [Number(first), Number(second)];
    else if (command === "m") x += Number(first);
    else for (const end = x + Number(first); x < end; x++) rows[y]![x] = true;
  }
  return rows;
}

Deno.test("QrCode draws exactly the modules of its text, and stays small", () => {
  for (
    const text of [
      "otpauth://totp/Parley:maya%40localhost%3A8000?issuer=Parley&secret=LIZXDVE4WZXOHK6QNEVJIIUSLX567YDJ&algorithm=SHA1&period=30&digits=6",
      `otpauth://totp/Parley:${
        "a".repeat(44)
      }?issuer=Parley&secret=LIZXDVE4WZXOHK6QNEVJIIUSLX567YDJ&algorithm=SHA1&period=30&digits=6`,
    ]
  ) {
    const html = draw(<QrCode text={text} label="QR code" />);
    const { data, size } = encode(text, { ecc: "L", border: 0 });
    const path = /stroke="#000" d="([^"]+)"/.exec(html)?.[1] ?? "";
    assert.deepEqual(darkened(path, size), data);
    assert.ok(html.length <= 4_200, `${html.length} bytes`);
    assert.match(html, /role="img" aria-label="QR code"/);
  }
});
