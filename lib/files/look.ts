/** What a page shows of a file without giving out all of it. */
import type { StoredFile } from "./_keys.ts";
import { readZipTable } from "./_zip_table.ts";
import { lookOf, type ZipTable } from "./look_model.ts";
import { openBlob } from "./open.ts";

/** Bytes of a text that are shown. */
const TEXT_MOST = 65_536;

/** What there is to see beside the file itself. */
export interface Seen {
  readonly text?: { readonly words: string; readonly cut: boolean };
  /** Null: an archive whose table cannot be read. */
  readonly table?: ZipTable | null;
}

/** Looks into a file that somebody may read; `findFile()` says whether. */
export async function lookInto(
  { blob, type, size }: StoredFile,
): Promise<Seen> {
  const read = async (first: number, last: number) =>
    await new Response(await openBlob(blob, { first, last })).bytes();
  switch (lookOf(type)) {
    case "text": {
      const bytes = await read(0, Math.min(size, TEXT_MOST) - 1);
      const cut = size > TEXT_MOST;
      // A character that the cut went through is left out.
      const words = new TextDecoder().decode(bytes, { stream: cut });
      return { text: { words, cut } };
    }
    case "archive":
      return { table: await readZipTable(size, read) };
    default:
      return {};
  }
}
