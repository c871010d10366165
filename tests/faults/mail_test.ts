/** The real server, with the flags of the start task, and a real mail server: waiting, dying, hanging. */
import assert from "node:assert/strict";
import { startProcess } from "@/tests/support/kill.ts";
import {
  type MailServer,
  type Received,
  startMailServer,
} from "@/tests/support/mail_server.ts";
import { PlainBrowser } from "@/tests/support/plain_browser.ts";
import {
  freePort,
  root,
  type Server,
  serverArguments,
  startServer,
} from "@/tests/support/server.ts";
import { PASSWORD, signUpAt } from "@/tests/support/talkers.ts";

const next = "four loud herons at dusk";

/** Nothing else than the mail server may be reached. */
function startMailing(post: MailServer): Promise<Server> {
  const port = freePort();
  return startServer({
    port,
    env: {
      ORIGIN: `http://localhost:${port}`,
      SMTP_URL: post.url,
      OUTGOING: "off",
      REGISTRATION: "open",
    },
  });
}

async function withAddress(server: Server, post: MailServer) {
  const { browser } = await signUpAt(server.origin, "maya");
  await browser.open("/settings/mail");
  await browser.submit("/settings/mail", {
    _action: "give",
    address: "maya@example.org",
  });
  const code = /^\d{8}$/m.exec((await post.mail()).text.replaceAll("\r", ""));
  await browser.submit("/settings/mail", { _action: "verify", code: code![0] });
  assert.equal(browser.path, "/settings/mail?done=verified");
  post.mails.length = 0;
  return browser;
}

async function askForLink(server: Server, who: string): Promise<void> {
  const browser = await new PlainBrowser(server.origin).open("/recover/link");
  await browser.submit("/recover/link", { username: who });
  assert.equal(browser.path, "/recover/link?done=sent");
}

const linkIn = (server: Server, { text }: Received) => {
  const found = text.match(/https?:\S+/g) ?? [];
  assert.equal(found.length, 1, text);
  assert.ok(found[0]!.startsWith(`${server.origin}/recover/`), found[0]);
  return found[0]!;
};

Deno.test("A8 without script and over HTTP: the link in the mail that came sets a new password, once", async () => {
  await using post = await startMailServer();
  await using server = await startMailing(post);
  await withAddress(server, post);
  await askForLink(server, "maya");
  const mail = await post.mail();
  assert.ok(mail.secure);
  const link = linkIn(server, mail);
  const phone = await new PlainBrowser(server.origin).open(link);
  await phone.submit(new URL(link).pathname, { new_password: next });
  assert.equal(phone.path, "/sign-in?done=recovered");
  await phone.submit("/sign-in", { username: "maya", password: PASSWORD });
  assert.equal(phone.status, 422);
  await phone.submit("/sign-in", { username: "maya", password: next });
  assert.equal(phone.path, "/conversations");
  const again = await new PlainBrowser(server.origin).open(link);
  assert.equal(again.status, 410);
});

Deno.test("A8 a mail that has to wait outlives its process, and neither log nor store shows its link", async () => {
  await using post = await startMailServer();
  post.manners.later = 0;
  let server = await startMailing(post);
  try {
    await withAddress(server, post);
    post.manners.later = 3;
    await askForLink(server, "maya@example.org");
    // Until it was tried once and is to be tried again.
    while (post.manners.later === 3) {
      await new Promise((wake) => setTimeout(wake, 10));
    }
    await server.process.killHard();
    let all = await server.process.errors();
    server = await server.again();
    const link = linkIn(server, await post.mail());
    const token = link.split("/").at(-1)!;
    assert.equal(
      (await new PlainBrowser(server.origin).open(link)).status,
      200,
    );
    await server.stop();
    all += await server.process.errors();
    assert.match(all, /send-mail.*refused, the server answered 451/s);
    for await (const { name, isFile } of Deno.readDir(server.dataDir)) {
      if (!isFile) continue;
      const bytes = await Deno.readFile(`${server.dataDir}/${name}`);
      all += new TextDecoder("latin1").decode(bytes);
    }
    for (const secret of [token, "maya@example", "s3nd:it"]) {
      assert.ok(!all.includes(secret), secret);
    }
  } finally {
    await server[Symbol.asyncDispose]();
  }
});

Deno.test("a mail server that hangs holds nobody up, and is not heard of by who asks for a link", async () => {
  await using post = await startMailServer();
  await using server = await startMailing(post);
  const maya = await withAddress(server, post);
  post.manners.hang = true;
  // More than are sent at a time, and more than jobs run at a time.
  for (let i = 0; i < 12; i++) await askForLink(server, "maya");
  await maya.open("/people");
  assert.equal(maya.status, 200);
  assert.equal(post.mails.length, 0);
  assert.equal(await server.stop(), 0, "and it can be stopped");
});

Deno.test("SMTP_URL without ORIGIN ends the start with a sentence that keeps the password", async () => {
  const dataDir = await Deno.makeTempDir({ prefix: "parley-" });
  const env = {
    PORT: String(freePort()),
    DATA_DIR: dataDir,
    SMTP_URL: "smtp://me:secret@mail.example.org",
  };
  const started = startProcess(await serverArguments(dataDir, env), {
    cwd: root,
    env,
  });
  assert.equal(await started.ended, 2);
  const said = await started.errors();
  assert.match(said, /SMTP_URL needs ORIGIN/);
  assert.doesNotMatch(said, /secret/);
  await Deno.remove(dataDir, { recursive: true });
});
