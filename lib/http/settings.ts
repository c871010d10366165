/**
 * Every setting from the environment, checked once at start. What is wrong is
 * said in one sentence each, naming the variable, and all of them at once.
 */
import { type LogLevel, logLevels } from "@/lib/http/log.ts";
import { type MailSettings, parseMail } from "@/lib/mail/mail_settings.ts";
import type { RawSettings, SettingName } from "@/lib/http/setting_names.ts";
import {
  type BucketSettings,
  parseBucket,
} from "@/lib/outgoing/bucket_settings.ts";
import { parsePrivateHosts } from "@/lib/outgoing/private_hosts.ts";

export {
  type RawSettings,
  type SettingName,
  settingNames,
} from "@/lib/http/setting_names.ts";

/** The settings of this process. */
export interface Settings {
  readonly port: number;
  /** The public address, without a slash at the end. */
  readonly origin: string;
  /** Was `ORIGIN` set? If not, every name of this machine is answered. */
  readonly originGiven: boolean;
  /** Is the public address https? Decides cookies and HSTS. */
  readonly secure: boolean;
  readonly dataDir: string;
  readonly kvUrl: string | null;
  /** SECRET_KEY; once the store is open, its secret in that one's place. */
  readonly secret: string;
  readonly registration: "open" | "invite" | "closed" | null;
  readonly logLevel: LogLevel;
  readonly rateLimits: boolean;
  readonly trustProxy: boolean;
  /** For how many days networks are kept; 0: never. */
  readonly addressDays: number;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** How mail goes out; null: this server sends none. */
  readonly mail: MailSettings | null;
  /** Where the bytes of files go; null: beside the store. */
  readonly bucket: BucketSettings | null;
  readonly turn: { readonly url: string; readonly secret: string } | null;
  /** May requests go out to the open internet? */
  readonly outgoing: boolean;
  /** `host:port` of private hosts that requests may go to. */
  readonly privateHosts: readonly string[];
}

/** The settings cannot be used; one sentence for each that is wrong. */
export class SettingsError extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join("\n"));
    this.name = "SettingsError";
  }
}

const localNames = /^(localhost|127\.0\.0\.1|\[::1\]|.+\.localhost)$/;

/** Is this the address of the machine itself? */
export function isLocal(origin: string): boolean {
  return localNames.test(new URL(origin).hostname);
}

/** Checks the written settings. Throws `SettingsError` with everything that is wrong. */
export function parseSettings(raw: RawSettings, secret = ""): Settings {
  const wrong: string[] = [];
  const given = (name: SettingName) => raw[name]?.trim() || null;
  function choice<T extends string>(name: SettingName, of: readonly T[]) {
    const value = given(name);
    if (value === null || (of as readonly string[]).includes(value)) {
      return value as T | null;
    }
    wrong.push(`${name} must be one of ${of.join(", ")}, not "${value}".`);
    return null;
  }
  function address(name: SettingName, schemes: readonly string[]) {
    const value = given(name);
    if (value === null) return null;
    if (URL.canParse(value) && schemes.includes(new URL(value).protocol)) {
      return value;
    }
    // Such an address may hold a password, so it is not repeated.
    wrong.push(`${name} must be an address beginning with ${schemes[0]}//.`);
    return null;
  }
  const number = given("PORT") ?? "8000";
  const port = /^\d{1,5}$/.test(number) ? Number(number) : NaN;
  if (!(port <= 65_535)) {
    wrong.push(`PORT must be a number from 0 to 65535, not "${number}".`);
  }

  const days = given("ADDRESS_DAYS") ?? "30";
  if (!/^\d{1,4}$/.test(days)) {
    wrong.push(
      `ADDRESS_DAYS must be a whole number of days from 0 to 9999, not "${days}".`,
    );
  }

  const written = given("ORIGIN");
  let origin = `http://localhost:${port || 8000}`;
  if (written !== null) {
    const url = URL.canParse(written) ? new URL(written) : null;
    const bare = url && /^https?:$/.test(url.protocol) && url.host !== "" &&
      url.pathname === "/" && !url.search && !url.hash && !url.username;
    if (bare) origin = url.origin;
    else {
      wrong.push(
        `ORIGIN must be an address like https://chat.example.org, without a path, not "${written}".`,
      );
    }
  }

  const rateLimits = choice("RATE_LIMITS", ["on", "off"]) !== "off";
  if (!rateLimits && !isLocal(origin)) {
    wrong.push("RATE_LIMITS may be off only while ORIGIN is localhost.");
  }
  const cert = given("TLS_CERT");
  const key = given("TLS_KEY");
  if ((cert === null) !== (key === null)) {
    wrong.push("TLS_CERT and TLS_KEY must be set together or not at all.");
  }
  for (const [name, pem] of [["TLS_CERT", cert], ["TLS_KEY", key]] as const) {
    if (pem !== null && !pem.startsWith("-----BEGIN ")) {
      wrong.push(
        `${name} must hold the PEM text itself, beginning with -----BEGIN, not the name of a file.`,
      );
    }
  }
  const turnUrl = address("TURN_URL", ["turn:", "turns:"]);
  const turnSecret = given("TURN_SECRET");
  if ((turnUrl === null) !== (turnSecret === null)) {
    wrong.push("TURN_URL and TURN_SECRET must be set together or not at all.");
  }
  const privateHosts = parsePrivateHosts(given("ALLOW_PRIVATE") ?? "");
  if (privateHosts === null) {
    wrong.push(
      `ALLOW_PRIVATE must be a list of hosts with ports like login.lan:443, 10.0.0.5:8443, not "${
        given("ALLOW_PRIVATE")
      }".`,
    );
  }
  const ownSecret = given("SECRET_KEY");
  if (ownSecret !== null && ownSecret.length < 32) {
    wrong.push("SECRET_KEY must be at least 32 characters long.");
  }
  const sending = parseMail({
    smtpUrl: given("SMTP_URL"),
    from: given("MAIL_FROM"),
    origin: written === null ? null : origin,
  });
  wrong.push(...sending.wrong);
  const kept = parseBucket({
    url: given("S3_URL"),
    accessKey: given("S3_ACCESS_KEY"),
    secretKey: given("S3_SECRET_KEY"),
    region: given("S3_REGION"),
  });
  wrong.push(...kept.wrong);
  const settings: Settings = {
    port,
    origin,
    originGiven: written !== null,
    secure: origin.startsWith("https:"),
    dataDir: (given("DATA_DIR") ?? "./data").replace(/(.)\/+$/, "$1"),
    kvUrl: address("KV_URL", ["https:", "http:"]),
    secret: ownSecret ?? secret,
    registration: choice("REGISTRATION", ["open", "invite", "closed"]),
    logLevel: choice("LOG_LEVEL", logLevels) ?? "info",
    rateLimits,
    trustProxy: choice("TRUST_PROXY", ["0", "1"]) === "1",
    addressDays: Number(days),
    tls: cert !== null && key !== null ? { cert, key } : null,
    mail: sending.mail,
    bucket: kept.bucket,
    turn: turnUrl !== null && turnSecret !== null
      ? { url: turnUrl, secret: turnSecret }
      : null,
    outgoing: choice("OUTGOING", ["on", "off"]) !== "off",
    privateHosts: privateHosts ?? [],
  };
  if (wrong.length > 0) throw new SettingsError(wrong);
  return settings;
}

let current: Settings | null = null;

/** Makes these the settings of the process. */
export function useSettings(settings: Settings): void {
  current = settings;
}

/** The settings of the process. */
export function theSettings(): Settings {
  if (!current) throw new Error("useSettings() has not been called");
  return current;
}
