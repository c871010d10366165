import assert from "node:assert/strict";
import { Composer } from "@/components/messages/Composer.tsx";
import { Log } from "@/components/messages/Log.tsx";
import { LogDocument, ROWS } from "@/components/messages/LogDocument.tsx";
import { LogFrame } from "@/components/messages/LogFrame.tsx";
import { MessageRow } from "@/components/messages/MessageRow.tsx";
import { MessageRows } from "@/components/messages/MessageRows.tsx";
import { count, draw, harbour, maya, message } from "../_draw.tsx";

Deno.test("Log is a focusable, politely live region", () => {
  const html = draw(<Log path="/conversations/c-1">{null}</Log>);
  assert.match(html, /role="log"/);
  assert.match(html, /tabindex="0"/);
  assert.match(html, /aria-live="polite"/);
  assert.match(html, /aria-label="Messages"/);
  assert.doesNotMatch(html, /rel="(prev|next)"/);
});

Deno.test("Log pages in both directions by number", () => {
  const html = draw(
    <Log path="/conversations/c-1" older={101} newer={150}>{null}</Log>,
  );
  assert.match(html, /rel="prev" href="\/conversations\/c-1\?before=101"/);
  assert.match(html, /rel="next" href="\/conversations\/c-1\?after=150"/);
});

Deno.test("MessageRows puts New once, before the first unread row, outside of it", () => {
  const messages = [6, 7, 8].map((seq) => message({ seq }));
  const html = draw(
    <MessageRows messages={messages} me={maya.id} firstUnread={7} />,
  );
  assert.equal(count(html, /class="fresh"/), 1);
  assert.match(
    html,
    /<p class="fresh" id="new">New<\/p><article[^>]* id="m-7"/,
  );
});

Deno.test("A row on the page is the same markup as the row sent alone", () => {
  const one = message();
  const page = draw(<MessageRows messages={[one]} me={maya.id} />);
  assert.equal(page, draw(<MessageRow message={one} mine={false} />));
});

Deno.test("Composer is a plain form that keeps the text and names the trouble", () => {
  const hostile = "\n</textarea><script>";
  const html = draw(
    <Composer
      conversation={harbour}
      token="tok"
      clientId="k1"
      text={hostile}
      error="Too often"
    />,
  );
  assert.match(html, /method="post" action="\/conversations\/c-1\/messages"/);
  assert.match(html, / data-composer/);
  assert.match(html, /name="csrf" value="tok"/);
  assert.match(html, /name="client_id" value="k1"/);
  assert.match(html, />\n\n&lt;\/textarea/, "the first line break survives");
  assert.match(html, /id="field-text-error" data-error-for="text"/);
  assert.match(html, /aria-describedby="field-text-error"/);
  assert.match(html, /aria-invalid="true"/);
});

Deno.test("LogFrame stands inside noscript and begins shortly before what is new", () => {
  assert.match(
    draw(<LogFrame conversation={harbour} last={60} />),
    /^<noscript><iframe [^>]*src="\/conversations\/c-1\/log\?after=55" title="Live/,
  );
  assert.match(
    draw(<LogFrame conversation={harbour} last={60} firstUnread={30} />),
    /log\?after=26&(amp;)?unread=30"/,
  );
  assert.match(
    draw(<LogFrame conversation={harbour} last={2} />),
    /log\?after=0"/,
  );
});

Deno.test("LogDocument can be cut where the rows go", () => {
  const html = draw(
    <LogDocument
      theme="dark"
      stylesheets={["/parley.css"]}
      conversation={harbour}
    />,
    "ar",
  );
  assert.equal(html.split(ROWS).length, 2);
  assert.match(html, /^<html lang="ar" dir="rtl" data-theme="dark">/);
  assert.match(html, /<base target="_top"/);
});
