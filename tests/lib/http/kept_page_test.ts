import assert from "node:assert/strict";
import { Forbidden, SignedOut } from "@/lib/errors.ts";
import { Form } from "@/lib/http/form.ts";
import { keptPage } from "@/lib/http/kept_page.ts";
import { readerFor } from "@/lib/i18n/catalog.ts";

const form = new Form([["text", '\n<b>a & "b"</b>\r\nc'], [
  "password",
  "secret",
], ["csrf", "old"]]);
const reader = readerFor("en", "UTC");

Deno.test("keptPage() shows the typed text and offers to send it again", async () => {
  const res = keptPage({
    reader,
    form,
    error: new Forbidden({ key: "error.csrf" }),
    action: "/conversations/c1/messages?a=1&b=2",
    token: "fresh",
  });
  const html = await res.text();
  assert.equal(res.status, 403);
  assert.match(html, /action="\/conversations\/c1\/messages\?a=1&#38;b=2"/);
  assert.match(html, /name="csrf" value="fresh"/);
  assert.ok(
    html.includes(
      "\n\n&#60;b&#62;a &#38; &#34;b&#34;&#60;/b&#62;\r\nc</textarea>",
    ),
  );
  assert.match(html, /<button>Send again<\/button>/);
  assert.doesNotMatch(html, /secret|old/);
});

Deno.test("keptPage() leads to the sign-in page, and can keep from sending again", async () => {
  const html = await keptPage({
    reader,
    form,
    error: new SignedOut({ key: "error.signed_out" }),
    action: "/x",
    token: null,
  }).text();
  assert.match(html, /href="\/sign-in"/);
  assert.doesNotMatch(html, /<button>|csrf/);
});
