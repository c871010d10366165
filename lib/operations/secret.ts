/**
 * `deno task secret:change` gives the store another SECRET_KEY, while the
 * server is stopped; nothing else in the store is touched. Where the key lies
 * in `secret.key` that is all. Where SECRET_KEY is set, both open the store
 * until `deno task secret:settle` puts the earlier one out, so that processes
 * on one store can be restarted one after another. Whenever it breaks off, the
 * key that is in place opens the store.
 */
import { loadSettings, readRawSettings } from "@/lib/http/load_settings.ts";
import { type Settings, SettingsError } from "@/lib/http/settings.ts";
import { addSecret, keepOnly } from "@/lib/kv/change_secret.ts";
import { FolderInUse, lockFolder } from "@/lib/kv/lock.ts";
import { openStore, type Store, StoreRefused } from "@/lib/kv/store.ts";

/** Exit codes as the server has them. */
const BAD_SETTINGS = 2;
const NOT_OURS = 3;

/** As SECRET_KEY has to be. */
const SHORTEST = 32;

type Work = (store: Store, settings: Settings) => Promise<string>;

const change: Work = async ({ kv }, settings) => {
  const given = Deno.env.get("NEW_SECRET_KEY");
  const isSet = (readRawSettings().SECRET_KEY ?? "") !== "";
  if (given === undefined && isSet) {
    throw new SettingsError([
      "SECRET_KEY is set, so the new one has to come from you: put it into NEW_SECRET_KEY for this command.",
    ]);
  }
  const next = given ?? newSecret();
  if (next.length < SHORTEST || next === settings.secret) {
    throw new SettingsError([
      `NEW_SECRET_KEY must be another key than now, of at least ${SHORTEST} characters.`,
    ]);
  }
  if (isSet) {
    await addSecret(kv, settings.secret, next);
    return "The store opens with both keys now. Set SECRET_KEY to the new one and start the server, every process of it; then run deno task secret:settle.";
  }
  const path = `${settings.dataDir}/secret.key`;
  const draft = `${path}.new`;
  await writeSurely(draft, next);
  await addSecret(kv, settings.secret, next);
  await Deno.rename(draft, path);
  // The earlier key may go only when nothing can bring back its file.
  await syncFolder(settings.dataDir);
  await keepOnly(kv, next);
  return `A new key is in ${path}, and the earlier one opens the store no more. Keep a copy of the new one; backups from before open with the earlier one.`;
};

const settle: Work = async ({ kv }, { secret }) =>
  await keepOnly(kv, secret) > 0
    ? "The store opens with this SECRET_KEY alone. Backups from before open with the earlier one."
    : "No other key opened the store.";

function newSecret(): string {
  return crypto.getRandomValues(new Uint8Array(32))
    .toBase64({ alphabet: "base64url", omitPadding: true });
}

async function writeSurely(path: string, text: string): Promise<void> {
  await Deno.remove(path).catch(() => {}); // of a try that broke off
  using file = await Deno.open(path, {
    write: true,
    createNew: true,
    mode: 0o600,
  });
  const bytes = new TextEncoder().encode(text + "\n");
  for (let at = 0; at < bytes.length;) {
    at += await file.write(bytes.subarray(at));
  }
  await file.sync();
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders, and needs none of this.
  if (Deno.build.os === "windows") return;
  using folder = await Deno.open(path);
  await folder.sync();
}

/** Everything from the lock to the last line. */
async function run(settings: Settings, work: Work): Promise<void> {
  const release = settings.kvUrl ? null : await lockFolder(settings.dataDir);
  const place = settings.kvUrl ?? `${settings.dataDir}/parley.db`;
  using store = await openStore(place, settings.secret);
  console.log(await work(store, settings));
  await release?.();
}

if (import.meta.main) {
  const work = { change, settle }[Deno.args[0] ?? ""];
  try {
    if (!work) throw new SettingsError(["Say change or settle."]);
    await run(loadSettings(), work);
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
