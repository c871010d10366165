/** What the server's process may do is written in the start task, and that is all it may. */
import assert from "node:assert/strict";
import { settingNames } from "@/lib/http/settings.ts";
import { isPublic } from "@/lib/outgoing/ranges.ts";
import { root, serverArguments, startServer } from "@/tests/support/server.ts";

const tasks: Record<string, string> =
  JSON.parse(await Deno.readTextFile(`${root}deno.json`)).tasks;

/** Each command of a task, in words; commands inside of commands are not looked at. */
function commandsOf(task: string): string[][] {
  return task.split("&&").map((one) =>
    one.replace(/\$\([^)]*\)/g, "").trim().split(/\s+/)
  );
}

/** Where the server may connect to, by default and with these settings. */
async function allowedNet(env: Record<string, string> = {}) {
  const words = await serverArguments("./data", { PORT: "8000", ...env });
  const flags = words.filter((word) => word.startsWith("--allow-net"));
  assert.equal(flags.length, 1, "one flag, with a list");
  assert.ok(flags[0]!.startsWith("--allow-net="), "not everywhere");
  return flags[0]!.slice("--allow-net=".length).split(",");
}

Deno.test("H8 the start task gives the server each permission by name, and none to run programs, load libraries or look at the system", async () => {
  const words = await serverArguments("./data", { PORT: "8000" });
  const flags = new Map(
    words.filter((word) => word.startsWith("-")).map((word) => {
      const at = word.indexOf("=");
      return at < 0
        ? [word, ""] as const
        : [word.slice(0, at), word.slice(at + 1)] as const;
    }),
  );
  for (const flag of flags.keys()) {
    assert.ok(
      !/^(-A|--allow-all|--allow-(run|ffi|sys|import|hrtime|scripts)|-[RWNESI]+|--unsafely-.*|--inspect.*)$/
        .test(flag),
      flag,
    );
  }
  for (
    const flag of [
      "--no-prompt",
      "--cached-only",
      "--no-remote",
      "--frozen",
      "--deny-run",
      "--deny-ffi",
      "--deny-sys",
      "--deny-import",
    ]
  ) {
    assert.equal(flags.get(flag), "", flag);
  }
  assert.match(
    flags.get("--v8-flags")!,
    /(^|,)--disallow-code-generation-from-strings(,|$)/,
  );
  assert.equal(flags.get("--allow-write"), "./data");
  const readable = flags.get("--allow-read")!.split(",");
  for (const path of readable) {
    assert.match(path, /^(\.\/\w[\w/]*|\.env)$/, `may read ${path}`);
  }
  assert.ok(readable.includes("./data"));
  const names = flags.get("--allow-env")!.split(",");
  assert.deepEqual(names.toSorted(), [...settingNames].toSorted());
});

/** The server of the name system that this machine asks, which may well be a private address. */
const isResolver = (one: string) => /^[\d.]+:53$|^\[[0-9a-f:]+\]:53$/.test(one);

Deno.test("H8 the server may listen on its port, ask for names and connect to ranges of the open internet, and nothing else", async () => {
  const allowed = await allowedNet();
  assert.equal(allowed[0], "0.0.0.0:8000");
  const ranges = allowed.slice(1).filter((one) => !isResolver(one));
  assert.ok(ranges.length > 50);
  for (const range of ranges) {
    assert.match(range, /^\d+\.\d+\.\d+\.\d+\/\d+$/);
    assert.ok(isPublic(range.split("/")[0]!), range);
  }
  const closed = await allowedNet({ OUTGOING: "off" });
  assert.deepEqual(closed, ["0.0.0.0:8000"]);
  const named = await allowedNet({
    OUTGOING: "off",
    ALLOW_PRIVATE: "10.1.2.3:8443",
    ORIGIN: "https://chat.example.org",
    SMTP_URL: "smtps://127.0.0.1",
  });
  assert.deepEqual(
    named.filter((one) => !isResolver(one)).toSorted(),
    ["0.0.0.0:8000", "10.1.2.3:8443", "127.0.0.1:465"],
  );
});

Deno.test("H8 no task runs the server with every permission, and start builds in a process of its own", () => {
  assert.ok(commandsOf(tasks.start!).length > 1);
  for (const [name, task] of Object.entries(tasks)) {
    for (const words of commandsOf(task)) {
      const all = words.some((word) => /^(-A|--allow-all)$/.test(word));
      assert.ok(!(all && words.includes("main.ts")), name);
    }
  }
});

Deno.test("H8 the running server was started with exactly these flags", async () => {
  if (Deno.build.os !== "linux") {
    console.log("NOT TESTED HERE: only Linux shows a process's command line");
    return;
  }
  await using server = await startServer();
  const line = await Deno.readTextFile(
    `/proc/${server.process.pid}/cmdline`,
  );
  const words = line.split("\0").slice(1, -1);
  const settings = { PORT: String(server.port) };
  assert.deepEqual(words, await serverArguments(server.dataDir, settings));
  assert.ok(words.includes("--deny-run"));
});

/** Tries what it must not be able to, and prints what it could. */
const CANARY = `
const could = [];
async function attempt(what, deed) {
  try { await deed(); could.push(what); } catch { /* as it should be */ }
}
await attempt("run", () => new Deno.Command("id").output());
await attempt("ffi", () => Deno.dlopen("libc.so.6", {}));
await attempt("sys", () => Deno.hostname());
await attempt("env", () => Deno.env.get("HOME"));
await attempt("all env", () => Deno.env.toObject());
await attempt("read outside", () => Deno.readTextFile("/etc/passwd"));
await attempt("read above", () => Deno.readTextFile("./_fresh/../deno.json"));
await attempt("read sources", () => Deno.readTextFile("./main.ts"));
await attempt("write outside", () => Deno.writeTextFile("/tmp/canary", "x"));
await attempt("write code", () => Deno.writeTextFile("./_fresh/canary", "x"));
await attempt("eval", () => (0, eval)("1"));
await attempt("new Function", () => new Function("return 1")());
await attempt("remote import", () => import("https://example.org/x.js?" + Math.random()));
const data = Deno.args[0];
Deno.writeTextFileSync(data + "/mine", "x");
await attempt("symlink", () => {
  Deno.symlinkSync("/etc/passwd", data + "/link");
  return Deno.readTextFile(data + "/link");
});
console.log(JSON.stringify(could));
`;

Deno.test("H8 with these flags a program can neither run, load, connect, evaluate, nor read or write outside", async () => {
  const dataDir = await Deno.makeTempDir({ prefix: "parley-canary-" });
  const home = await Deno.makeTempDir({ prefix: "parley-canary-code-" });
  try {
    await Deno.writeTextFile(`${home}/main.js`, CANARY);
    const words = (await serverArguments(dataDir)).map((word) =>
      word === "main.ts" ? `${home}/main.js` : word
    );
    assert.ok(words.includes(`${home}/main.js`));
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [...words, dataDir],
      cwd: root,
      env: { NO_COLOR: "1" },
    }).output();
    const said = new TextDecoder().decode(stdout);
    assert.equal(said, "[]\n", new TextDecoder().decode(stderr));
    // It did write where it may, so the attempts were real.
    assert.equal(await Deno.readTextFile(`${dataDir}/mine`), "x");
  } finally {
    await Deno.remove(dataDir, { recursive: true });
    await Deno.remove(home, { recursive: true });
  }
});
