/**
 * `deno task bench [names…]`: builds, measures, and prints one line a figure:
 * `name value ratio goal pass|FAIL spread`. The baseline of a ratio is measured
 * in the same run, in turns; goals stand in `budgets.json`. Ends with 1 when a
 * figure misses its goal by more than half, or one that is counted and not
 * timed misses it at all. Load goes to this machine only.
 */
import { root } from "../support/server.ts";
import { stopAll } from "./child.ts";
import { failed } from "./report.ts";

/** In the order in which they run without names. */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  fanout: () => import("./fanout.ts"),
  peers: () => import("./peers.ts"),
  idle: () => import("./idle.ts"),
  history: () => import("./history.ts"),
  search: () => import("./search.ts"),
  inbox: () => import("./inbox.ts"),
  bigroom: () => import("./bigroom.ts"),
  resume: () => import("./resume.ts"),
  wire: () => import("./wire.ts"),
  pages: () => import("./pages.ts"),
};

interface Bench {
  readonly bench: () => Promise<void>;
}

async function build(): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "build"],
    cwd: root,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

if (import.meta.main) {
  const names = Deno.args.length > 0 ? Deno.args : Object.keys(BENCHES);
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0) {
    console.error(
      `No bench is called ${unknown.join(", ")}; there are ${
        Object.keys(BENCHES).join(", ")
      }.`,
    );
    Deno.exit(2);
  }
  await build();
  console.log("name value ratio goal pass|FAIL spread");
  let broken = 0;
  for (const name of names) {
    try {
      const { bench } = await BENCHES[name]!();
      await bench();
    } catch (error) {
      broken++;
      console.error(`${name} could not be measured:`, error);
    } finally {
      await stopAll();
    }
  }
  Deno.exit(failed() + broken > 0 ? 1 : 0);
}
