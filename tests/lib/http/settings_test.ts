import assert from "node:assert/strict";
import {
  findOrMakeSecret,
  loadSettings,
  parseEnvFile,
  readRawSettings,
} from "@/lib/http/load_settings.ts";
import { parseSettings, SettingsError } from "@/lib/http/settings.ts";

Deno.test("parseSettings() needs nothing at all", () => {
  const settings = parseSettings({});
  assert.equal(settings.port, 8000);
  assert.equal(settings.origin, "http://localhost:8000");
  assert.equal(settings.originGiven, false);
  assert.equal(settings.secure, false);
  assert.equal(settings.dataDir, "./data");
  assert.equal(settings.registration, null);
  assert.equal(settings.rateLimits, true);
  assert.equal(settings.trustProxy, false);
  assert.equal(settings.outgoing, true);
  assert.deepEqual(settings.privateHosts, []);
});

const begin = "-----BEGIN ";

Deno.test("parseSettings() takes what is well written", () => {
  const settings = parseSettings({
    PORT: "9000",
    ORIGIN: "https://Chat.Example.org/",
    DATA_DIR: "/var/lib/parley/",
    REGISTRATION: "open",
    LOG_LEVEL: "debug",
    TRUST_PROXY: "1",
    TLS_CERT: `${begin}CERTIFICATE-----`,
    TLS_KEY: `${begin}PRIVATE KEY-----`,
    KV_URL: "https://kv.example.org",
    OUTGOING: "off",
    ALLOW_PRIVATE: "Login.LAN:443, 10.0.0.5:8443,[fd00::5]:80",
  });
  assert.equal(settings.outgoing, false);
  assert.deepEqual(settings.privateHosts, [
    "login.lan:443",
    "10.0.0.5:8443",
    "[fd00::5]:80",
  ]);
  assert.equal(settings.origin, "https://chat.example.org");
  assert.equal(settings.secure, true);
  assert.equal(settings.dataDir, "/var/lib/parley");
  assert.deepEqual(settings.tls, {
    cert: `${begin}CERTIFICATE-----`,
    key: `${begin}PRIVATE KEY-----`,
  });
  assert.equal(
    parseSettings({ ORIGIN: "http://localhost:8000", RATE_LIMITS: "off" })
      .rateLimits,
    false,
  );
});

Deno.test("parseSettings() names every wrong setting, all at once", () => {
  const wrong: [string, string][] = [
    ["PORT", "70000"],
    ["PORT", "eighty"],
    ["ORIGIN", "chat.example.org"],
    ["ORIGIN", "https://a.example/path"],
    ["ORIGIN", "ftp://a.example"],
    ["KV_URL", "nowhere"],
    ["SECRET_KEY", "short"],
    ["REGISTRATION", "everyone"],
    ["LOG_LEVEL", "loud"],
    ["RATE_LIMITS", "none"],
    ["TRUST_PROXY", "yes"],
    ["ADDRESS_DAYS", "-1"],
    ["ADDRESS_DAYS", "thirty"],
    ["TLS_CERT", `${begin}CERTIFICATE-----`],
    ["SMTP_URL", "mail"],
    ["SMTP_URL", "smtp://mail.example.org"],
    ["MAIL_FROM", "parley@example.org"],
    ["S3_URL", "https://s3.example.org/bucket"],
    ["S3_ACCESS_KEY", "somebody"],
    ["TURN_URL", "turn:a.example"],
    ["OUTGOING", "maybe"],
    ["ALLOW_PRIVATE", "login.lan"],
  ];
  for (const [name, value] of wrong) {
    assert.throws(() => parseSettings({ [name]: value }), (error) => {
      assert.ok(error instanceof SettingsError);
      assert.equal(error.sentences.length, 1);
      assert.match(error.sentences[0]!, new RegExp(`^${name}\\b.*\\.$`));
      return true;
    });
  }
  assert.throws(
    () => parseSettings({ TLS_CERT: "c.pem", TLS_KEY: "k.pem" }),
    /TLS_CERT must hold the PEM text itself.*\nTLS_KEY must hold/,
  );
  assert.throws(
    () => parseSettings({ RATE_LIMITS: "off", ORIGIN: "https://a.example" }),
    /RATE_LIMITS may be off only/,
  );
  assert.throws(
    () => parseSettings({ PORT: "x", LOG_LEVEL: "y", KV_URL: "z" }),
    (error) => {
      assert.equal((error as SettingsError).sentences.length, 3);
      return true;
    },
  );
});

Deno.test("parseSettings() does not repeat an address that may hold a password", () => {
  assert.throws(
    () => parseSettings({ SMTP_URL: "smpt://me:secret@host" }),
    (error) => {
      assert.doesNotMatch((error as Error).message, /secret/);
      return true;
    },
  );
});

Deno.test("parseSettings() reads where a bucket is, and repeats none of its keys", () => {
  const keys = { S3_ACCESS_KEY: "access", S3_SECRET_KEY: "very secret" };
  const at = (S3_URL: string, more = {}) =>
    parseSettings({ S3_URL, ...keys, ...more }).bucket!;
  assert.equal(parseSettings({}).bucket, null);
  assert.deepEqual(at("https://s3.lan:9000/files/parley/"), {
    url: "https://s3.lan:9000/files/parley",
    accessKey: "access",
    secretKey: "very secret",
    region: "us-east-1",
  });
  const amazon = "https://s3.eu-central-1.amazonaws.com/files";
  assert.equal(at(amazon).region, "eu-central-1");
  assert.equal(at(amazon, { S3_REGION: "eu-west-3" }).region, "eu-west-3");
  for (
    const url of [
      "bucket",
      "https://s3.lan",
      "https://s3.lan/",
      "https://me:secret@s3.lan/files",
      "https://s3.lan/files?x=1",
      "ftp://s3.lan/files",
      "https://s3.lan/files//more",
    ]
  ) {
    assert.throws(() => at(url), (error) => {
      assert.match((error as Error).message, /^S3_URL must look like/);
      assert.doesNotMatch((error as Error).message, /very secret|me:/);
      return true;
    }, url);
  }
  assert.throws(
    () => at("https://s3.lan/files", { S3_REGION: "Here!" }),
    /^SettingsError: S3_REGION must/,
  );
});

Deno.test("parseEnvFile() understands quotes, comments and foreign names", () => {
  const raw = parseEnvFile(
    "# mine\nPORT=9000\r\nexport ORIGIN = 'http://a.example'\nLOG_LEVEL=warn # quiet\nHOME=/root\nnonsense\n",
  );
  assert.deepEqual(raw, {
    PORT: "9000",
    ORIGIN: "http://a.example",
    LOG_LEVEL: "warn",
  });
});

Deno.test("readRawSettings() takes the environment before the file, and no file for none", () => {
  const folder = Deno.makeTempDirSync();
  const file = `${folder}/.env`;
  Deno.writeTextFileSync(
    file,
    "REGISTRATION=closed\nS3_URL=https://file.example\n",
  );
  const before = Deno.env.get("REGISTRATION");
  Deno.env.set("REGISTRATION", "open");
  try {
    const raw = readRawSettings(file);
    assert.equal(raw.REGISTRATION, "open");
    assert.equal(raw.S3_URL, "https://file.example");
    assert.equal(readRawSettings(`${folder}/none`).S3_URL, undefined);
  } finally {
    if (before === undefined) Deno.env.delete("REGISTRATION");
    else Deno.env.set("REGISTRATION", before);
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("findOrMakeSecret() makes a key once, for its owner only", () => {
  const folder = Deno.makeTempDirSync();
  const data = `${folder}/data`;
  try {
    const secret = findOrMakeSecret(data);
    assert.match(secret, /^[\w-]{43}$/);
    assert.equal(findOrMakeSecret(data), secret);
    assert.equal(Deno.statSync(`${data}/secret.key`).mode! & 0o777, 0o600);
    assert.deepEqual([...Deno.readDirSync(data)].length, 1);
    assert.equal(loadSettings({ DATA_DIR: data }).secret, secret);
    const own = "o".repeat(40);
    assert.equal(loadSettings({ DATA_DIR: data, SECRET_KEY: own }).secret, own);
    Deno.writeTextFileSync(`${data}/secret.key`, "cut");
    assert.throws(() => findOrMakeSecret(data), /SECRET_KEY.*damaged/);
    Deno.writeTextFileSync(`${folder}/file`, "");
    assert.throws(
      () => findOrMakeSecret(`${folder}/file`),
      /^SettingsError: DATA_DIR/,
    );
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
