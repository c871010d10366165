/**
 * The store's file may not grow (a quota, a limit of the system): what the
 * store says then is not "full", and everything must go on all the same. Needs
 * no root, unlike a small disk.
 */
import assert from "node:assert/strict";
import { decode } from "@/tests/support/plain_browser.ts";
import { readAll } from "@/tests/support/readers.ts";
import { freePort, root, serverArguments } from "@/tests/support/server.ts";
import { signUpAt } from "@/tests/support/talkers.ts";

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

Deno.test("K2 B5 when the store's file may not grow, sends are refused with the text kept, reading goes on, and it recovers by itself", async () => {
  if (Deno.build.os !== "linux") {
    console.log("NOT TESTED HERE: only Linux lifts a limit of another process");
    return;
  }
  const dataDir = await Deno.makeTempDir({ prefix: "parley-limit-" });
  const port = freePort();
  const origin = `http://localhost:${port}`;
  const [run = "run", ...rest] = await serverArguments(dataDir, {
    PORT: String(port),
  });
  const child = new Deno.Command("sh", {
    // Ignored, the signal becomes an error of the write.
    args: [
      "-c",
      'trap "" XFSZ; ulimit -Sf 2048; exec "$0" "$@"',
      Deno.execPath(),
      run,
      // The runtime's own cache is a file that grows, too, and not what is tested.
      "--no-code-cache",
      ...rest,
    ],
    cwd: root,
    env: {
      PORT: String(port),
      DATA_DIR: dataDir,
      RATE_LIMITS: "off",
      REGISTRATION: "open",
      LOG_LEVEL: "silent",
    },
    stdout: "null",
    stderr: "null",
  }).spawn();
  try {
    for (let i = 0; i < 100; i++) {
      const up = await fetch(`${origin}/readyz`).catch(() => null);
      await up?.body?.cancel();
      if (up?.status === 200) break;
      await pause(50);
    }
    const maya = await signUpAt(origin, "maya");
    const jonas = await signUpAt(origin, "jonas");
    const conversation = await maya.converse("direct", ["jonas"]);
    let status = 200;
    for (let n = 0; status === 200 && n < 1_000; n++) {
      const text = `${n} ${"x".repeat(2_000)}`;
      status = (await maya.send(conversation, text)).status;
    }
    assert.ok([503, 507].includes(status), `${status}`);
    const refused = maya.journal.at(-1)!;

    const send = (text: string) =>
      maya.post(`/conversations/${conversation}/messages`, {
        text,
        client_id: crypto.randomUUID(),
      });
    const typed = 'kept <&"> 漢字';
    // A small one may still find room; sooner or later none does.
    let response = await send(typed);
    for (let n = 0; response.status < 400 && n < 500; n++) {
      await response.body?.cancel();
      response = await send(typed);
    }
    assert.ok([503, 507].includes(response.status), `${response.status}`);
    const html = await response.text();
    const area = /<textarea\b[^>]*name="text"[^>]*>([\s\S]*?)<\/textarea>/;
    assert.equal(decode(area.exec(html)![1]!.replace(/^\n/, "")), typed);

    for (
      const path of ["/conversations", `/conversations/${conversation}`]
    ) {
      await jonas.browser.open(path);
      assert.equal(jonas.browser.status, 200, path);
    }
    const { success } = await new Deno.Command("prlimit", {
      args: ["--pid", String(child.pid), "--fsize=unlimited:unlimited"],
    }).output();
    assert.ok(success, "the limit cannot be lifted");
    assert.equal((await maya.sendAgain(refused)).outcome, "acknowledged");
    const { rows } = await readAll(jonas.browser, conversation);
    assert.deepEqual(
      rows.filter(({ kind, text }) => kind === "text" && text !== typed)
        .map(({ text }) => text),
      maya.journal.map(({ text }) => text),
    );
  } finally {
    child.kill("SIGKILL");
    await child.status;
    await Deno.remove(dataDir, { recursive: true });
  }
});
