/** Files of a folder, for the build. */

/** Paths of all files below a folder, relative to it, sorted; none if it is absent. */
export async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  async function walk(at: string): Promise<void> {
    try {
      for await (const entry of Deno.readDir(`${folder}/${at}`)) {
        const path = at + entry.name;
        if (entry.isDirectory) await walk(`${path}/`);
        else found.push(path);
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  await walk("");
  return found.sort();
}

const source = /\.[jt]sx?$/;
const test = /[._]test\.[jt]sx?$/;

/** True for a file that can be a route or an island. */
export function isSource(path: string): boolean {
  return source.test(path) && !test.test(path);
}

/** The path without its extension. */
export function withoutExtension(path: string): string {
  return path.replace(source, "");
}
