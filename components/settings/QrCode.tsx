import { encode } from "uqr";

/** The quiet zone scanners need, in modules. */
const BORDER = 4;

/**
 * Dark modules as one path: a line for each run, from where the last one ended.
 * Lines are drawn half a module to each side, so the picture begins at -0.5.
 */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  let path = "";
  rows.forEach((row, y) => {
    let begun = false;
    let at = 0;
    for (let x = 0; x < row.length;) {
      let end = x;
      while (row[end]) end++;
      if (end > x) {
        path += begun ? `m${x - at} 0` : `M${x} ${y}`;
        path += `h${end - x}`;
        begun = true;
        at = end;
      }
      x = end + 1;
    }
  });
  return path;
}

/** An address as a picture for a phone's camera: dark on white in every theme. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "L", border: 0 });
  const side = size + 2 * BORDER;
  return (
    <svg
      class="qr"
      role="img"
      aria-label={label}
      viewBox={`${-BORDER} ${-BORDER - 0.5} ${side} ${side}`}
      shape-rendering="crispEdges"
    >
      <path
        fill="#fff"
        stroke="none"
        d={`M${-BORDER} ${-BORDER - 0.5}h${side}v${side}h${-side}z`}
      />
      <path stroke="#000" d={pathOf(data)} />
    </svg>
  );
}
