/**
 * `deno task search:rebuild` makes the indexes of search anew from the
 * messages; broken off, it goes on where it was. `deno task search:check` says
 * whether they are what the messages say. Both while the server is stopped.
 */
import { usePasswords } from "@/lib/accounts/password.ts";
import { loadSettings } from "@/lib/http/load_settings.ts";
import { type Settings, SettingsError } from "@/lib/http/settings.ts";
import { FolderInUse, lockFolder } from "@/lib/kv/lock.ts";
import { openStore, StoreRefused, useStore } from "@/lib/kv/store.ts";
import { compareIndexes } from "@/lib/search/compare.ts";
import { rebuildIndexes } from "@/lib/search/rebuild.ts";

/** Exit codes as the server has them. */
const WRONG = 1;
const BAD_SETTINGS = 2;
const NOT_OURS = 3;

/** A line is printed after so many conversations. */
const EVERY = 100;

async function rebuild(): Promise<number> {
  const began = performance.now();
  let done = 0;
  for await (const _ of rebuildIndexes()) {
    if (++done % EVERY === 0) console.log(`${done} conversations`);
  }
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(`The indexes of ${done} conversations are new, in ${seconds} s.`);
  return 0;
}

async function check(): Promise<number> {
  let wrong = 0;
  for await (const one of compareIndexes()) {
    wrong++;
    console.error(
      `${one.conversation}: ${one.terms} words, ${one.messages} messages and ${one.rows} rows differ`,
    );
  }
  console.log(
    wrong === 0
      ? "Every index is what the messages say."
      : `${wrong} indexes differ. deno task search:rebuild makes them anew.`,
  );
  return wrong === 0 ? 0 : WRONG;
}

/** Everything from the lock to the last line. @returns the exit code */
async function run(
  settings: Settings,
  work: () => Promise<number>,
): Promise<number> {
  const release = settings.kvUrl ? null : await lockFolder(settings.dataDir);
  const place = settings.kvUrl ?? `${settings.dataDir}/parley.db`;
  const store = await openStore(place, settings.secret);
  try {
    useStore(store);
    usePasswords({ secret: store.secret });
    return await work();
  } finally {
    await store.idle();
    store.close();
    await release?.();
  }
}

if (import.meta.main) {
  const work = { rebuild, check }[Deno.args[0] ?? ""];
  try {
    if (!work) throw new SettingsError(["Say rebuild or check."]);
    Deno.exitCode = await run(loadSettings(), work);
  } catch (error) {
    if (error instanceof SettingsError) {
      for (const sentence of error.sentences) console.error(sentence);
      Deno.exitCode = BAD_SETTINGS;
    } else if (error instanceof FolderInUse || error instanceof StoreRefused) {
      console.error(error.message);
      Deno.exitCode = NOT_OURS;
    } else throw error;
  }
}
