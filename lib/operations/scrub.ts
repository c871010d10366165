/**
 * `deno task files:scrub` reads every file that is kept and says which are
 * damaged, missing or wanted by nobody. While the server is stopped.
 */
import { scrub } from "@/lib/files/scrub.ts";
import { sizeInWords } from "@/lib/http/body_guard.ts";
import { loadSettings } from "@/lib/http/load_settings.ts";
import { SettingsError } from "@/lib/http/settings.ts";
import { FolderInUse, lockFolder } from "@/lib/kv/lock.ts";
import { openStore, StoreRefused, useStore } from "@/lib/kv/store.ts";
import { openBlobStore } from "@/lib/operations/open_blob_store.ts";

/** Exit codes as the server has them. */
const WRONG = 1;
const BAD_SETTINGS = 2;
const NOT_OURS = 3;

async function run(): Promise<number> {
  const settings = loadSettings();
  const release = settings.kvUrl ? null : await lockFolder(settings.dataDir);
  const place = settings.kvUrl ?? `${settings.dataDir}/parley.db`;
  const store = await openStore(place, settings.secret);
  try {
    useStore(store);
    const bytes = await openBlobStore(store, settings);
    try {
      return await report();
    } finally {
      bytes?.close();
    }
  } finally {
    store.close();
    await release?.();
  }
}

async function report(): Promise<number> {
  const done = { blobs: 0, bytes: 0 };
  let [wrong, swept] = [0, 0];
  for await (const { what, where, why } of scrub(done)) {
    // The server sweeps these up by itself.
    if (what === "orphan" || what === "unused") swept++;
    else {
      wrong++;
      console.error(`${where} is ${what}: ${why}`);
    }
  }
  console.log(
    `${done.blobs} files read, ${
      sizeInWords(done.bytes)
    }: ${wrong} wrong, ${swept} to be swept up.`,
  );
  return wrong === 0 ? 0 : WRONG;
}

if (import.meta.main) {
  try {
    Deno.exitCode = await run();
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
