/** A text browser signs in, reads and writes. It is w3m itself that sends the forms. */
import assert from "node:assert/strict";
import { findProgram } from "../support/ensure_packages.ts";
import { PlainBrowser } from "../support/plain_browser.ts";
import { startServer } from "../support/server.ts";
import { PASSWORD } from "../support/browser.ts";

/** w3m in a pseudo-terminal, driven by keys as a person would. */
class TextBrowser {
  readonly #child: Deno.ChildProcess;
  readonly #keys: WritableStreamDefaultWriter<Uint8Array>;
  readonly #done: Promise<void>;
  #screen = "";

  /** What is put into every text area: w3m leaves writing to an editor. */
  constructor(program: string, home: string, url: string, text: string) {
    const editor = `${home}/editor`;
    Deno.writeTextFileSync(editor, `#!/bin/sh\nprintf '%s' '${text}' > "$1"\n`);
    Deno.chmodSync(editor, 0o700);
    const command = [
      program,
      "-cookie",
      "-o accept_cookie=1",
      "-o auto_image=0",
      "-o confirm_qq=0",
      `-o editor=${editor}`,
      `'${url}'`,
    ].join(" ");
    // util-linux's `script` gives it the terminal it wants.
    this.#child = new Deno.Command("script", {
      args: ["-qfc", `stty cols 100 rows 50; exec ${command}`, "/dev/null"],
      env: { HOME: home, TERM: "xterm", LANG: "C.UTF-8" },
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#keys = this.#child.stdin.getWriter();
    this.#done = this.#read();
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const bytes of this.#child.stdout) {
      // Words are what counts, not where on the screen they stand.
      this.#screen += decoder.decode(bytes, { stream: true })
        // deno-lint-ignore no-control-regex
        .replace(/\x1b(?:\[[0-9;?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78])/g, " ");
    }
  }

  /** Waits until words are drawn that were not there when this was last asked. */
  async see(words: string): Promise<void> {
    const until = Date.now() + 10_000;
    const wanted = words.replace(/\s+/g, "");
    for (;;) {
      const seen = this.#screen.replace(/\s+/g, "");
      if (seen.includes(wanted)) break;
      if (Date.now() > until) {
        throw new Error(`w3m never showed "${words}":\n${this.#screen}`);
      }
      await new Promise((done) => setTimeout(done, 30));
    }
    this.#screen = "";
  }

  async press(keys: string): Promise<void> {
    await this.#keys.write(new TextEncoder().encode(keys));
  }

  /** Goes to an address by hand. */
  async open(url: string): Promise<void> {
    await this.press("U\x15" + url + "\r");
  }

  async close(): Promise<void> {
    await this.press("Q").catch(() => {});
    await this.#keys.close().catch(() => {});
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 3_000);
    await this.#child.status;
    clearTimeout(timer);
    await this.#done;
  }
}

Deno.test("I8 I10 a text browser signs in, reads and posts", async () => {
  const w3m = await findProgram("w3m");
  assert.ok(w3m, "w3m is installed; W3M_PATH may name it");
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const maya = new PlainBrowser(server.origin);
  await maya.open("/sign-up");
  await maya.submit("/sign-up", {
    username: "maya",
    name: "Maya Lind",
    password: PASSWORD,
  });
  const jonas = new PlainBrowser(server.origin);
  await jonas.open("/sign-up");
  await jonas.submit("/sign-up", {
    username: "jonas",
    name: "Jonas Weber",
    password: PASSWORD,
  });
  await maya.open("/conversations/new");
  await maya.submit("/conversations", { kind: "direct", members: "jonas" });
  const path = new URL(maya.url).pathname;
  const id = path.split("/")[2];
  await maya.submit(`/conversations/${id}/messages`, {
    text: "Can you read this in a terminal?",
  });

  const home = await Deno.makeTempDir({ prefix: "parley-w3m-" });
  const browser = new TextBrowser(
    w3m,
    home,
    `${server.origin}/sign-in`,
    "Clear as *day*, from a terminal.",
  );
  try {
    await browser.see("Password");
    // Tab goes from one field to the next, Enter writes into it.
    await browser.press("\t\r");
    await browser.see("TEXT:");
    await browser.press("jonas\r");
    await browser.press("\t\r");
    await browser.see("Password:");
    await browser.press(`${PASSWORD}\r`);
    await browser.press("\t\r");
    await browser.see("Conversations");
    await browser.open(`${server.origin}${path}`);
    await browser.see("Can you read this in a terminal?");
    // To the button, one back to the field, write, forth to the button, press.
    await browser.press("/Send\r");
    await browser.press("\x1b\t\r");
    await browser.see("Clear as *day*");
    await browser.press("\t\r");
    await browser.see("Clear as day, from a terminal.");
    await maya.open(path);
    assert.match(
      maya.html,
      /data-seq="2"[\s\S]*Clear as <em>day<\/em>, from a terminal\./,
    );
  } finally {
    await browser.close();
    await Deno.remove(home, { recursive: true });
  }
});
