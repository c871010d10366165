/**
 * Prints docs/keys.md: every family of keys in the store. With `--check` it
 * fails when the page says something else than the code.
 */
import { allFamilies, type Family } from "@/lib/kv/family.ts";

const root = new URL("../../", import.meta.url);
const page = new URL("docs/keys.md", root);

const HEAD = `# Keys

Every row in the store, printed from the files that declare them by
\`lib/operations/print_keys.ts\`. Do not edit: a test compares.

A key is the family's name and then the parts, in this order; a part in
brackets is hidden: a keyed hash stands for it. Sealed values open only with the
secret key, which is not in the store; an open one says why it is stored as it
is ([decision 16](decisions/0016-sealed-store.md)). Schema is the version of the
stored shape; a migration raises it.

`;

/** The page as it should be. */
export async function keysPage(): Promise<string> {
  await loadFamilies();
  const rows = allFamilies().filter(({ name }) => !name.startsWith("test_"))
    .map((family) => [
      `\`${family.name}\``,
      keyOf(family),
      family.holds,
      family.open === null ? "sealed" : `open: ${family.open}`,
      `${family.schema}`,
    ]);
  return HEAD + tableOf([
    ["Family", "Key", "Holds", "Stored", "Schema"],
    ...rows,
  ]);
}

/** A family is known once its file has run, so each file that declares one is loaded. */
export async function loadFamilies(): Promise<void> {
  const lib = new URL("lib/", root);
  const files: string[] = [];
  for await (const room of Deno.readDir(lib)) {
    if (!room.isDirectory) continue;
    for await (const { name } of Deno.readDir(new URL(`${room.name}/`, lib))) {
      if (name.endsWith(".ts")) files.push(`${room.name}/${name}`);
    }
  }
  for (const file of files.sort()) {
    const url = new URL(file, lib);
    const text = await Deno.readTextFile(url);
    if (/^(export )?const \w+ = family</m.test(text)) await import(url.href);
  }
}

function keyOf({ name, parts, hidden }: Family): string {
  const said = parts.map((part, i) => hidden[i] ? `(${part})` : part);
  return `\`[${[`"${name}"`, ...said].join(", ")}]\``;
}

/** A table with even columns, as the formatter would write it. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, i) =>
    Math.max(3, ...rows.map((row) => row[i]!.length))
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |\n`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  return line(head) + rule + body.map(line).join("");
}

if (import.meta.main) {
  const wanted = await keysPage();
  if (!Deno.args.includes("--check")) {
    await Deno.mkdir(new URL(".", page), { recursive: true });
    await Deno.writeTextFile(page, wanted);
  } else if (await Deno.readTextFile(page).catch(() => "") !== wanted) {
    console.error(
      "docs/keys.md is out of date: run lib/operations/print_keys.ts",
    );
    Deno.exitCode = 1;
  }
}
