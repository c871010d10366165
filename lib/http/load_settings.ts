/**
 * Reads the settings where they are written: the environment first, then a
 * `.env` file; and makes the secret on the first start.
 */
import {
  parseSettings,
  type RawSettings,
  type SettingName,
  settingNames,
  type Settings,
  SettingsError,
} from "@/lib/http/settings.ts";

/** Lines of `NAME=value`; quotes around a value and `#` lines are understood. */
export function parseEnvFile(text: string): RawSettings {
  const found: RawSettings = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Z0-9_]+)\s*=\s*(.*?)\s*$/.exec(line);
    const name = match?.[1] as SettingName;
    if (!match || !settingNames.includes(name)) continue;
    const quoted = /^(["'])(.*)\1$/.exec(match[2]!);
    found[name] = quoted ? quoted[2]! : match[2]!.replace(/\s+#.*$/, "");
  }
  return found;
}

/** A setting that this process may not read is a setting that is not there. */
function ask<T>(question: () => T): T | undefined {
  try {
    return question();
  } catch (error) {
    if (
      error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotCapable ||
      error instanceof Deno.errors.PermissionDenied
    ) return undefined;
    throw error;
  }
}

/** The written settings of the environment and of the `.env` file beside it. */
export function readRawSettings(envFile = ".env"): RawSettings {
  const raw = parseEnvFile(ask(() => Deno.readTextFileSync(envFile)) ?? "");
  for (const name of settingNames) {
    const value = ask(() => Deno.env.get(name));
    if (value !== undefined) raw[name] = value;
  }
  return raw;
}

/** The secret in the data folder, beside the store; made when there is none. */
export function findOrMakeSecret(dataDir: string): string {
  const path = `${dataDir}/secret.key`;
  try {
    Deno.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const kept = ask(() => Deno.readTextFileSync(path))?.trim();
    if (kept !== undefined) {
      if (kept.length >= 32) return kept;
      throw new SettingsError([
        `SECRET_KEY is not set and ${path} is damaged: put the key back from a backup.`,
      ]);
    }
    if (ask(() => Deno.statSync(`${dataDir}/parley.db`))) {
      // A new one would open nothing, and stand in the place of the right one.
      throw new SettingsError([
        `SECRET_KEY is not set and ${path} is missing, but there is a store that was made with it: put the key back from a backup.`,
      ]);
    }
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    const secret = bytes.toBase64({ alphabet: "base64url", omitPadding: true });
    // Whole or not at all: half a key would lock everybody out later.
    const draft = `${path}.${crypto.randomUUID()}`;
    Deno.writeTextFileSync(draft, secret + "\n", {
      createNew: true,
      mode: 0o600,
    });
    Deno.renameSync(draft, path);
    return secret;
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    throw new SettingsError([
      `DATA_DIR must be a folder this server can write to; ${dataDir} is not (${
        (error as Error).name
      }).`,
    ]);
  }
}

/** Everything of the above: the settings of this process, ready for `useSettings()`. */
export function loadSettings(raw: RawSettings = readRawSettings()): Settings {
  const settings = parseSettings(raw);
  if (settings.secret !== "") return settings;
  return { ...settings, secret: findOrMakeSecret(settings.dataDir) };
}
