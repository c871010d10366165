/** A small disk of its own, for tests that fill it. */

/** A folder on it, and how to fill it and make room again. */
export interface SmallDisk {
  readonly path: string;
  /** Writes until nothing more fits. */
  fill(): Promise<void>;
  /** Frees what `fill` took, all of it or so many bytes. */
  makeRoom(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

async function run(program: string, ...args: string[]): Promise<string | null> {
  try {
    const { success, stderr } = await new Deno.Command(program, { args })
      .output();
    return success ? null : new TextDecoder().decode(stderr).trim();
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * A tmpfs of this size.
 * @returns the reason, as a text, where this system does not let us have one
 */
export async function smallDisk(
  megabytes: number,
): Promise<SmallDisk | string> {
  if (Deno.build.os !== "linux") return "only Linux has a tmpfs";
  const path = await Deno.makeTempDir({ prefix: "parley-disk-" });
  const options = `size=${megabytes}m`;
  const wrong = await run("mount", "-t", "tmpfs", "-o", options, "none", path);
  if (wrong !== null) {
    await Deno.remove(path);
    return `mounting a tmpfs is not permitted (${wrong})`;
  }
  const ballast = `${path}/ballast`;
  return {
    path,
    async fill() {
      const file = await Deno.open(ballast, { create: true, append: true });
      // Ever smaller pieces, down to the last page.
      for (let size = 65_536; size >= 1;) {
        try {
          await file.write(new Uint8Array(size));
        } catch {
          size = size > 1 ? Math.floor(size / 16) || 1 : 0;
        }
      }
      file.close();
    },
    makeRoom: () => Deno.remove(ballast),
    async [Symbol.asyncDispose]() {
      const stuck = await run("umount", path);
      if (stuck !== null) throw new Error(stuck);
      await Deno.remove(path);
    },
  };
}
