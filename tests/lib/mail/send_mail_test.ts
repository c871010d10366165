import assert from "node:assert/strict";
import { MailNotSent } from "@/lib/mail/mail_fault.ts";
import {
  type MailSettings,
  parseMail,
  useMail,
} from "@/lib/mail/mail_settings.ts";
import { patience, sendMail } from "@/lib/mail/send_mail.ts";
import { AUTHORITY } from "@/tests/support/mail_certificate.ts";
import {
  ACCOUNT,
  type MailServer,
  startMailServer,
} from "@/tests/support/mail_server.ts";

const mail = {
  id: "abc",
  to: "maya@example.org",
  at: Date.UTC(2026, 10, 24, 12),
  subject: "Guten Tag, مرحبا",
  text: "One line\n.\nand another\n",
  html: "<p>One line</p>\n",
};

function settingsOf(url: string, about: Partial<MailSettings> = {}) {
  const { mail, wrong } = parseMail({
    smtpUrl: url,
    from: null,
    origin: "https://chat.example.org",
  });
  assert.deepEqual(wrong, []);
  return { ...mail!, ...about };
}

function mailTest(
  sentence: string,
  test: (server: MailServer) => Promise<void>,
  about: { tls?: boolean } = {},
): void {
  Deno.test(sentence, async () => {
    const before = { ...patience };
    await using server = await startMailServer(about);
    useMail(settingsOf(server.url));
    try {
      await test(server);
    } finally {
      useMail(null);
      Object.assign(patience, before);
    }
  });
}

/** Sends, and says why it did not work. */
async function failing(signal?: AbortSignal): Promise<MailNotSent> {
  try {
    await sendMail(mail, signal);
  } catch (error) {
    assert.ok(error instanceof MailNotSent, String(error));
    assert.ok(!String(error).includes("maya"), "no address in what is logged");
    assert.ok(!Deno.inspect(error).includes(ACCOUNT.password));
    return error;
  }
  assert.fail("It was sent");
}

mailTest("a mail arrives over STARTTLS, signed in, whole", async (server) => {
  const answer = await sendMail(mail);
  assert.match(answer, /^250 .*queued as test/);
  const [found] = server.mails;
  assert.ok(found?.secure);
  assert.equal(found.user, ACCOUNT.user);
  assert.equal(found.from, "parley@chat.example.org");
  assert.deepEqual(found.to, ["maya@example.org"]);
  const { headers } = found;
  assert.equal(headers.get("from"), "Parley <parley@chat.example.org>");
  assert.equal(headers.get("to"), "maya@example.org");
  assert.equal(headers.get("subject"), mail.subject);
  assert.equal(headers.get("message-id"), "<abc@chat.example.org>");
  assert.equal(Date.parse(headers.get("date")!), mail.at);
  assert.equal(headers.get("auto-submitted"), "auto-generated");
  assert.equal(headers.has("x-mailer"), false);
  assert.equal(found.text.replaceAll("\r\n", "\n").trim(), mail.text.trim());
  assert.equal(found.html.trim(), mail.html.trim());
});

mailTest("a refused sign-in says so, and no text was sent", async (server) => {
  useMail(settingsOf(server.url, { password: "wrong" }));
  const why = await failing();
  assert.equal(why.fault, "sign-in");
  assert.equal(why.status, 535);
  assert.equal(why.forGood, false, "the administrator may mend it");
  assert.match(why.answer(), /authentication failed, dear/);
  assert.deepEqual(server.refusals, [ACCOUNT.user]);
  assert.equal(server.mails.length, 0);
});

mailTest("come back later is no refusal for good", async (server) => {
  server.manners.later = 1;
  const why = await failing();
  assert.deepEqual([why.fault, why.status], ["refused", 451]);
  assert.equal(why.forGood, false);
  await sendMail(mail);
  assert.equal(server.mails.length, 1);
});

mailTest(
  "a mailbox that is not there is a refusal for good",
  async (server) => {
    server.manners.refuse = true;
    const why = await failing();
    assert.deepEqual([why.fault, why.status], ["refused", 550]);
    assert.equal(why.forGood, true);
    assert.match(why.answer(), /no such mailbox/);
  },
);

mailTest("a connection cut in the middle of the text fails", async (server) => {
  server.manners.cut = 1;
  const why = await failing();
  assert.ok(["broken", "unreachable"].includes(why.fault), why.fault);
  assert.equal(why.forGood, false);
  await sendMail(mail);
  assert.equal(server.mails.length, 1);
});

mailTest("a server that hangs is waited for a while only", async (server) => {
  Object.assign(patience, { connect: 300, answer: 300, whole: 2_000 });
  server.manners.hang = true;
  const why = await failing();
  assert.equal(why.fault, "slow");
  Object.assign(patience, { answer: 60_000, whole: 300 });
  assert.equal((await failing()).fault, "slow", "as a whole, too");
  const late = AbortSignal.timeout(100);
  Object.assign(patience, { whole: 60_000 });
  await failing(late);
  assert.ok(late.aborted);
});

mailTest(
  "without STARTTLS nothing is sent, neither the password nor the text",
  async (server) => {
    useMail(settingsOf(server.url, { local: false }));
    const why = await failing();
    assert.equal(why.fault, "tls");
    assert.deepEqual([server.refusals, server.mails], [[], []]);
    useMail(settingsOf(server.url));
    await sendMail(mail);
    assert.equal(server.mails[0]?.secure, false, "to this machine it may");
  },
  { tls: false },
);

mailTest(
  "a certificate nobody signed is good for this machine only",
  async (server) => {
    useMail(settingsOf(server.url, { local: false }));
    const why = await failing();
    assert.equal(why.fault, "tls", why.answer());
    assert.equal(server.mails.length, 0);
  },
);

Deno.test("a server that is not there is said to be so", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  useMail(settingsOf(`smtp://127.0.0.1:${port}`));
  try {
    const why = await failing();
    assert.deepEqual([why.fault, why.forGood], ["unreachable", false]);
  } finally {
    useMail(null);
  }
});

/** Sends one mail under the permissions of a server, trusting one authority more. */
async function sendTrusting(
  { url, port }: MailServer,
  authority: string,
): Promise<string> {
  const file = await Deno.makeTempFile({ suffix: ".pem" });
  try {
    await Deno.writeTextFile(file, authority);
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "--cached-only",
        `--allow-net=localhost:${port},127.0.0.1:${port}`,
        "--deny-sys",
        "--deny-env",
        "--v8-flags=--disallow-code-generation-from-strings",
        new URL("_send_one.ts", import.meta.url).pathname,
        url,
      ],
      env: { DENO_CERT: file, NO_COLOR: "1" },
      stderr: "inherit",
    }).output();
    return new TextDecoder().decode(stdout).trim();
  } finally {
    await Deno.remove(file);
  }
}

for (const secure of [false, true]) {
  const how = secure ? "TLS from the first byte" : "STARTTLS";
  Deno.test(`with ${how} a server elsewhere is believed for a trusted certificate, and for its name only`, async () => {
    await using server = await startMailServer({ secure });
    assert.equal(await sendTrusting(server, AUTHORITY), "sent");
    assert.equal(server.mails[0]?.secure, true);
    assert.equal(await sendTrusting(server, ""), "tls");
    const { url } = server;
    const other = { ...server, url: url.replace("localhost", "127.0.0.1") };
    assert.equal(await sendTrusting(other, AUTHORITY), "tls");
    assert.equal(server.mails.length, 1);
  });
}
