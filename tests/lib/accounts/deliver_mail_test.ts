import assert from "node:assert/strict";
import { deliverMail } from "@/lib/accounts/deliver_mail.ts";
import { mails } from "@/lib/accounts/_mail_keys.ts";
import { type MailDue, queueMail } from "@/lib/accounts/_queue_mail.ts";
import { dropVault } from "@/lib/accounts/vault.ts";
import { failedJobs, jobs } from "@/lib/jobs/_keys.ts";
import { onJob } from "@/lib/jobs/on_job.ts";
import { startJobs } from "@/lib/jobs/start.ts";
import { change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { parseMail, useMail } from "@/lib/mail/mail_settings.ts";
import {
  type MailServer,
  startMailServer,
} from "@/tests/support/mail_server.ts";
import { join, onNewServer } from "./_people.ts";

const values = { username: "maya", path: "/recover/secrettokensecrettoken" };

function mailTest(
  sentence: string,
  test: (post: MailServer, user: string) => Promise<void>,
): void {
  onNewServer(sentence, async () => {
    await using post = await startMailServer();
    const { mail } = parseMail({
      smtpUrl: post.url,
      from: null,
      origin: "https://chat.example.org",
    });
    const { user } = await join("maya");
    useMail(mail);
    try {
      await test(post, user.id);
    } finally {
      useMail(null);
    }
  });
}

/** Leaves a mail behind, and the job that is to send it. */
async function leave(
  user: string,
  about: { at?: number; goodFor?: number } = {},
): Promise<MailDue> {
  await change((c) =>
    queueMail(c, user, {
      kind: "reset-link",
      to: "maya@example.org",
      values,
      at: Date.now(),
      goodFor: 60_000,
      language: "en",
      timeZone: "UTC",
      ...about,
    })
  );
  for await (const { value } of list(jobs, [])) return value.job as MailDue;
  throw new Error("No job was left");
}

async function waiting(): Promise<number> {
  let count = 0;
  for await (const _ of list(mails, [])) count++;
  return count;
}

const { signal } = new AbortController();

mailTest(
  "what was sent is forgotten, and sent again it is one mail",
  async (post, user) => {
    const due = await leave(user);
    const row = await Array.fromAsync(list(mails, []));
    await deliverMail(due, signal);
    assert.equal(await waiting(), 0);
    // As after a crash between the two.
    await change((c) => c.put(mails, row[0]!.key, row[0]!.value));
    await deliverMail(due, signal);
    await deliverMail(due, signal);
    const ids = post.mails.map(({ headers }) => headers.get("message-id"));
    assert.equal(ids.length, 2);
    assert.equal(ids[0], ids[1]);
  },
);

mailTest("what is of no use any more is not sent", async (post, user) => {
  const due = await leave(user, { at: Date.now() - 90_000 });
  assert.equal(await waiting(), 1);
  await deliverMail(due, signal);
  assert.equal(await waiting(), 0);
  assert.equal(post.mails.length, 0);
});

mailTest(
  "with a user's key the mails on their way are gone",
  async (post, user) => {
    const due = await leave(user);
    await change((c) => dropVault(c, user));
    await deliverMail(due, signal);
    assert.equal(await waiting(), 0);
    assert.equal(post.mails.length, 0);
  },
);

mailTest(
  "what is refused for good is tried once, and what is kept of it names nobody",
  async (post, user) => {
    post.manners.refuse = true;
    const { error } = console;
    const logged: unknown[][] = [];
    console.error = (...words: unknown[]) => void logged.push(words);
    const off = onJob("send-mail", deliverMail);
    const stop = startJobs({ every: 10 });
    try {
      await leave(user).catch(() => {});
      let failed = await Array.fromAsync(list(failedJobs, []));
      for (let i = 0; failed.length === 0 && i < 500; i++) {
        await new Promise((wake) => setTimeout(wake, 10));
        failed = await Array.fromAsync(list(failedJobs, []));
      }
      assert.equal(failed[0]?.value.tries, 1);
      assert.match(failed[0]!.value.error, /the server answered 550/);
      const said = Deno.inspect([failed, logged], { depth: 9 });
      assert.doesNotMatch(said, /example\.org|secrettoken|no such mailbox/);
      assert.equal(await waiting(), 0);
    } finally {
      await stop();
      off();
      console.error = error;
    }
  },
);

mailTest(
  "a name that would begin a header of its own stands in none, and in one line of the text",
  async (post, user) => {
    const hostile = "maya\r\nBcc: all@example.org\r\n\r\nFree money";
    await change((c) =>
      queueMail(c, user, {
        kind: "signed-in",
        to: "maya@example.org",
        values: { username: hostile, device: hostile, place: hostile },
        at: Date.now(),
        goodFor: 60_000,
        language: "en",
        timeZone: "UTC",
      })
    );
    for await (const { key } of list(mails, [])) {
      await deliverMail({ kind: "send-mail", user, mail: key[1] }, signal);
    }
    const [mail] = post.mails;
    assert.ok(mail);
    assert.deepEqual(mail.to, ["maya@example.org"]);
    assert.equal(mail.headers.has("bcc"), false);
    for (const value of mail.headers.values()) {
      assert.doesNotMatch(value, /all@|Free money/);
    }
    assert.doesNotMatch(mail.text, /^(Bcc:|Free money)/m);
    assert.match(mail.text, /Free money/);
  },
);
