/** Sees to it that the programs which the tests drive are installed. */

/** A program, the Debian package that brings it, and what it is for. */
interface Need {
  readonly program: string;
  readonly package: string;
  readonly why: string;
}

const NEEDS: readonly Need[] = [
  { program: "chromium", package: "chromium", why: "the browser stories" },
  { program: "w3m", package: "w3m", why: "the text browser story" },
];

/**
 * Installs what is absent where this is Debian and we are root; else says what
 * to do. A test that then lacks its program fails: none is left out silently.
 */
export async function ensurePackages(): Promise<void> {
  const absent: Need[] = [];
  for (const need of NEEDS) {
    if (!await findProgram(need.program)) absent.push(need);
  }
  if (absent.length === 0) return;
  const names = absent.map((need) => need.package);
  const mayInstall = Deno.build.os === "linux" && Deno.uid() === 0 &&
    await findProgram("apt-get") !== null;
  if (!mayInstall) {
    for (const { program, why } of absent) {
      console.error(
        `"${program}" is needed for ${why}. Install it, or name it in ${program.toUpperCase()}_PATH.`,
      );
    }
    return;
  }
  console.log(`Installing ${names.join(", ")} for the tests…`);
  await aptGet(["update", "-qq"]);
  await aptGet(["install", "-y", "-qq", "--no-install-recommends", ...names]);
}

/** Where a program is: by its setting (CHROMIUM_PATH, W3M_PATH) or on the path; null if nowhere. */
export async function findProgram(name: string): Promise<string | null> {
  const set = Deno.env.get(`${name.toUpperCase()}_PATH`);
  if (set) return set;
  for (const folder of (Deno.env.get("PATH") ?? "").split(":")) {
    const path = `${folder}/${name}`;
    const info = await Deno.stat(path).catch(() => null);
    if (info?.isFile) return path;
  }
  return null;
}

async function aptGet(args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("apt-get", {
    args,
    env: { DEBIAN_FRONTEND: "noninteractive" },
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) console.error(new TextDecoder().decode(stderr));
}
