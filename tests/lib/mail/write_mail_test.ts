import assert from "node:assert/strict";
import { readerFor } from "@/lib/i18n/catalog.ts";
import { writeMail } from "@/lib/mail/write_mail.ts";

const hostile =
  'Maya\r\nBcc: all@example.org\r\n\r\n<script>alert("1")</script>\u202e\u2028x';

Deno.test("hostile words begin no line of their own and no tag, in any part of a mail", () => {
  const { subject, text, html } = writeMail(readerFor("en", "UTC"), {
    subject: hostile,
    lines: [hostile],
    link: { url: "https://chat.example.org/a?b=1&c", words: hostile },
    foot: [hostile],
  });
  assert.doesNotMatch(subject, /[\r\n\u2028\u202e]/);
  assert.doesNotMatch(text, /^Bcc:|[\r\u2028\u202e]/m);
  assert.doesNotMatch(html, /<script|^Bcc:|[\r\u2028\u202e]/m);
  assert.match(html, /&lt;script&gt;/);
  assert.match(html, /href="https:\/\/chat\.example\.org\/a\?b=1&amp;c"/);
});

Deno.test("a mail is the same as text and as HTML, says its direction and fetches nothing", () => {
  const letter = {
    subject: "رمزك",
    lines: ["سطر واحد"],
    code: "01234567",
    foot: ["لماذا وصلك"],
  };
  const { text, html } = writeMail(readerFor("ar", "UTC"), letter);
  assert.match(html, /<html lang="ar" dir="rtl">/);
  for (const said of ["سطر واحد", "01234567", "لماذا وصلك"]) {
    assert.ok(text.includes(said));
    assert.ok(html.includes(said));
  }
  assert.doesNotMatch(html, /src=|url\(|<link|<style|style=/);
  assert.match(text, /^01234567$/m);
});
