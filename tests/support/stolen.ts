/** What a thief of a data folder can find in it, byte by byte. */

/** Every file of a folder and those under it, but for these names. */
export async function bytesOf(
  folder: string,
  except: readonly string[],
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (except.includes(name)) continue;
    if (isDirectory) {
      for (const [file, bytes] of await bytesOf(path, except)) {
        found.set(file, bytes);
      }
    } else found.set(path, await Deno.readFile(path));
  }
  return found;
}

/** The ways in which a text may lie in a file: UTF-8, and UTF-16 as V8 writes it. */
function formsOf(text: string): Uint8Array[] {
  const wide = new Uint8Array(2 * text.length);
  const view = new DataView(wide.buffer);
  for (let i = 0; i < text.length; i++) {
    view.setUint16(2 * i, text.charCodeAt(i), true);
  }
  const latin = /^[\0-\xff]*$/.test(text)
    ? [Uint8Array.from(text, (one) => one.charCodeAt(0))]
    : [];
  return [new TextEncoder().encode(text), wide, ...latin];
}

/** Where a text or some bytes lie, in capitals or not; empty when nowhere. */
export function placesOf(
  what: string | Uint8Array,
  files: ReadonlyMap<string, Uint8Array>,
): string[] {
  const forms = typeof what !== "string"
    ? [what]
    : [what, what.toLowerCase(), what.toUpperCase()].flatMap(formsOf);
  const decoder = new TextDecoder("latin1");
  const places = [];
  for (const [file, bytes] of files) {
    const all = decoder.decode(bytes);
    if (forms.some((form) => all.includes(decoder.decode(form)))) {
      places.push(file);
    }
  }
  return places;
}
