/**
 * Prints docs/permissions.md from docs/permissions.json: who may do what in a
 * group as long as its owner has chosen nothing else. A test tries every cell.
 */
const root = new URL("../../docs/", import.meta.url);

/** The table as it is written down. */
export interface Permissions {
  /** What each column is called. */
  readonly roles: Readonly<Record<string, string>>;
  readonly actions: Readonly<Record<string, PermittedAction>>;
}

/** One row: what is done, by which request, and who may. */
export interface PermittedAction {
  readonly does: string;
  readonly by: string;
  readonly may: readonly string[];
}

const HEAD = `# Permissions

Who may do what in a group as long as its owners have chosen nothing else,
printed from \`permissions.json\` by \`lib/operations/print_permissions.ts\`. Do
not edit: a test compares, and another one tries every cell by the request in
the last column. Where there is no ✓ the server refuses, and nothing changes.

`;

/** The table. */
export async function readPermissions(): Promise<Permissions> {
  return JSON.parse(
    await Deno.readTextFile(new URL("permissions.json", root)),
  );
}

/** The page as it should be. */
export async function permissionsPage(): Promise<string> {
  const { roles, actions } = await readPermissions();
  const rows = [
    ["Action", ...Object.values(roles), "Request"],
    ...Object.values(actions).map(({ does, by, may }) => [
      does,
      ...Object.keys(roles).map((role) => may.includes(role) ? "✓" : ""),
      `\`${by}\``,
    ]),
  ];
  const widths = rows[0]!.map((_, i) =>
    Math.max(3, ...rows.map((row) => row[i]!.length))
  );
  const lines = rows.map((row) =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |\n`
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |\n`;
  return HEAD + lines[0] + rule + lines.slice(1).join("");
}

if (import.meta.main) {
  await Deno.writeTextFile(
    new URL("permissions.md", root),
    await permissionsPage(),
  );
}
