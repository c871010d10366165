/** The names of all settings: the server needs to read no others. */
export const settingNames = [
  "PORT",
  "ORIGIN",
  "DATA_DIR",
  "KV_URL",
  "SECRET_KEY",
  "REGISTRATION",
  "LOG_LEVEL",
  "RATE_LIMITS",
  "TRUST_PROXY",
  "ADDRESS_DAYS",
  "TLS_CERT",
  "TLS_KEY",
  "SMTP_URL",
  "MAIL_FROM",
  "S3_URL",
  "S3_ACCESS_KEY",
  "S3_SECRET_KEY",
  "S3_REGION",
  "TURN_URL",
  "TURN_SECRET",
  "OUTGOING",
  "ALLOW_PRIVATE",
] as const;

/** The name of a setting. */
export type SettingName = typeof settingNames[number];

/** Settings as they were written, none of them checked. */
export type RawSettings = Partial<Record<SettingName, string>>;
