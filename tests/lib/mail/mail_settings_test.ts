import assert from "node:assert/strict";
import { parseMail } from "@/lib/mail/mail_settings.ts";

const origin = "https://chat.example.org";

function read(smtpUrl: string | null, about: object = {}) {
  return parseMail({ smtpUrl, from: null, origin, ...about });
}

Deno.test("SMTP_URL says host, port, TLS and who signs in", () => {
  const { mail, wrong } = read("smtp://me%40here:p%3Aw@Mail.Example.org");
  assert.deepEqual(wrong, []);
  assert.deepEqual(mail, {
    host: "mail.example.org",
    port: 587,
    secure: false,
    local: false,
    user: "me@here",
    password: "p:w",
    from: { name: "Parley", address: "parley@chat.example.org" },
    origin,
  });
  const secure = read("smtps://mail.example.org").mail;
  assert.deepEqual([secure?.port, secure?.secure], [465, true]);
  assert.equal(read(null).mail, null);
});

Deno.test("only this machine itself is local", () => {
  const locals = [
    "localhost",
    "127.0.0.1",
    "127.8.8.8",
    "[::1]",
    "a.localhost",
  ];
  for (const host of locals) {
    assert.equal(read(`smtp://${host}:25`).mail?.local, true, host);
  }
  for (const host of ["10.0.0.1", "localhost.example.org", "[::2]", "mail"]) {
    assert.equal(read(`smtp://${host}:25`).mail?.local, false, host);
  }
});

Deno.test("what cannot be used is said in a sentence, without the password", () => {
  const wrong: [string | null, object, RegExp][] = [
    ["http://me:secret@host", {}, /^SMTP_URL must look like/],
    ["smtp://me:secret@", {}, /^SMTP_URL must look like/],
    ["smtp://me:secret@host/path", {}, /^SMTP_URL must look like/],
    ["smtp://me:secret%0d%0aQUIT@host", {}, /^SMTP_URL must look like/],
    ["smtp://me:secret@host", { origin: null }, /^SMTP_URL needs ORIGIN/],
    ["smtp://me:secret@host", { from: "x" }, /^MAIL_FROM must be an address/],
    [
      "smtp://me:secret@host",
      { origin: "http://203.0.113.7" },
      /^MAIL_FROM must be an address/,
    ],
    [null, { from: "a@example.org" }, /^MAIL_FROM needs SMTP_URL/],
  ];
  for (const [url, about, sentence] of wrong) {
    const found = read(url, about);
    assert.equal(found.mail, null, String(sentence));
    assert.equal(found.wrong.length, 1, found.wrong.join("\n"));
    assert.match(found.wrong[0]!, sentence);
    assert.doesNotMatch(found.wrong[0]!, /secret/);
  }
});
