/**
 * `deno task seed`: fills the empty store of DATA_DIR with a small sample
 * organisation, so that anybody can look around. `--messages=` and `--log=`
 * change how much of it.
 */
import { isNew } from "@/lib/accounts/find.ts";
import { stopHashing, usePasswords } from "@/lib/accounts/password.ts";
import { loadSettings } from "@/lib/http/load_settings.ts";
import { type Settings, SettingsError } from "@/lib/http/settings.ts";
import { FolderInUse, lockFolder } from "@/lib/kv/lock.ts";
import { openStore, StoreRefused, useStore } from "@/lib/kv/store.ts";
import { fillStore, type Sizes } from "./seed_fill.ts";
import { ORGANISATION, PASSWORD, PEOPLE } from "./seed_words_people.ts";

/** Exit codes as the server has them. */
const NOT_EMPTY = 1;
const BAD_SETTINGS = 2;
const NOT_OURS = 3;

const DEFAULTS: Sizes = { messages: 3_000, log: 100_000 };
const MOST = 2_000_000;

/** Reads the options. @throws SettingsError for what is none */
export function parseSizes(args: readonly string[]): Sizes {
  const sizes = { ...DEFAULTS };
  for (const arg of args) {
    const [, name, digits] = /^--(messages|log)=(\d{1,9})$/.exec(arg) ?? [];
    const size = Number(digits);
    if (!name || size > MOST) {
      throw new SettingsError([
        `Cannot seed with "${arg}": only --messages=NUMBER and --log=NUMBER, up to ${MOST}.`,
      ]);
    }
    sizes[name as keyof Sizes] = size;
  }
  return sizes;
}

/** Everything from the lock to the last line. @returns the exit code */
async function seed(settings: Settings, sizes: Sizes): Promise<number> {
  const release = settings.kvUrl ? null : await lockFolder(settings.dataDir);
  const place = settings.kvUrl ?? `${settings.dataDir}/parley.db`;
  const store = await openStore(place, settings.secret);
  try {
    useStore(store);
    if (!await isNew()) {
      console.error(
        `Nothing was written: ${place} already has accounts, and the sample belongs into an empty store. Set DATA_DIR to another folder, or remove this one.`,
      );
      return NOT_EMPTY;
    }
    usePasswords({ secret: store.secret });
    const started = performance.now();
    console.log(`Writing ${ORGANISATION} into ${place} …`);
    const entries = await fillStore(sizes);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    console.log(
      `Done: ${entries.toLocaleString("en")} messages in ${seconds} s.\n`,
    );
    sayWhatNext();
    return 0;
  } finally {
    stopHashing();
    await store.idle();
    store.close();
    await release?.();
  }
}

function sayWhatNext(): void {
  for (const { username, name, does } of PEOPLE) {
    console.log(`  ${username.padEnd(7)} ${name}: ${does}`);
  }
  console.log(
    `\nEverybody's password is "${PASSWORD}". Now run \`deno task start\` and sign in as ${
      PEOPLE[0]!.username
    }; sign in as somebody else in a second browser to talk. This is a sample: do not put it on the internet.`,
  );
}

if (import.meta.main) {
  try {
    Deno.exitCode = await seed(loadSettings(), parseSizes(Deno.args));
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
