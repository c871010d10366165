import assert from "node:assert/strict";
import { MessageRow } from "@/components/messages/MessageRow.tsx";
import { count, draw, joe, message, noon } from "../_draw.tsx";

Deno.test("MessageRow carries the data that scripts and tests rely on", () => {
  const html = draw(<MessageRow message={message()} mine={false} />);
  assert.match(html, /^<article class="message" id="m-7"/);
  assert.match(html, /data-message-id="c-1\.7"/);
  assert.match(html, /data-seq="7"/);
  assert.match(html, /data-author="u-joe"/);
  assert.equal(count(html, /<article/), 1, "one element with one id");
});

Deno.test("MessageRow shows the time in the reader's zone with a link to the message", () => {
  const html = draw(<MessageRow message={message()} mine={false} />);
  assert.match(
    html,
    /<a href="\/conversations\/c-1\/messages\/7"><time datetime="2026-01-15T11:00:00Z">12:00/,
  );
});

Deno.test("MessageRow escapes names and keeps the body's safe HTML", () => {
  const html = draw(
    <MessageRow message={message({ previous: null })} mine={false} />,
  );
  assert.match(html, /Joe &lt;b>Weber|Joe &lt;b&gt;Weber/);
  assert.match(html, /<p>Hello <strong>all<\/strong><\/p>/);
});

Deno.test("MessageRow shows a face only where a run of messages starts", () => {
  const next = draw(<MessageRow message={message()} mine={false} />);
  assert.doesNotMatch(next, /class="face/);
  const later = message({
    previous: { author: joe.id, at: noon - 3_600_000, kind: "text" },
  });
  const first = draw(<MessageRow message={later} mine={false} />);
  assert.match(first, /class="message first"/);
  assert.match(
    first,
    /data-hue="9"[^>]*>.*class="face small"\s+aria-hidden="true"/,
  );
});

Deno.test("MessageRow names the author in every row, for ears and text browsers", () => {
  const html = draw(<MessageRow message={message()} mine={false} />);
  assert.match(html, /<b class="author">Joe/);
  const own = draw(<MessageRow message={message()} mine />);
  assert.match(own, /<b class="author">You<\/b>/);
});

Deno.test("MessageRow holds the day's name when it starts the reader's day", () => {
  const midnight = Date.UTC(2026, 0, 14, 23, 1);
  const started = message({
    at: midnight,
    previous: { author: joe.id, at: midnight - 120_000, kind: "text" },
  });
  const html = draw(<MessageRow message={started} mine={false} />);
  assert.match(html, /<h2 class="day">/);
  assert.match(html, /class="message first"/);
  const same = { ...started, previous: { ...started.previous!, at: midnight } };
  assert.doesNotMatch(
    draw(<MessageRow message={same} mine={false} />),
    /class="day"/,
  );
});

Deno.test("MessageRow tells one's own send state to eye and ear", () => {
  const row = (props: { state?: "pending" | "failed"; read?: boolean }) =>
    draw(<MessageRow message={message()} mine {...props} />);
  assert.match(row({}), /class="message mine".*data-state="sent"/);
  assert.match(row({}), /role="img" aria-label="Sent"/);
  assert.match(row({ read: true }), / data-read.*aria-label="Read"/);
  assert.match(row({ state: "pending" }), /data-state="pending"/);
  assert.match(row({ state: "failed" }), /aria-label="Not sent"/);
});

Deno.test("MessageRow shows no send state on what others wrote", () => {
  const html = draw(<MessageRow message={message()} mine={false} read />);
  assert.doesNotMatch(html, /data-state|data-read|ticks/);
});

Deno.test("MessageRow in flight has no link yet and its client id", () => {
  const html = draw(
    <MessageRow
      message={message({ seq: 0, id: "draft" })}
      mine
      state="pending"
      clientId="k1"
    />,
  );
  assert.match(html, /id="m-draft"/);
  assert.match(html, /data-client-id="k1"/);
  assert.doesNotMatch(html, /<a /);
});

Deno.test("MessageRow links the edited mark to the earlier texts", () => {
  const html = draw(
    <MessageRow message={message({ edited: noon + 1 })} mine={false} />,
  );
  assert.match(
    html,
    /href="\/conversations\/c-1\/messages\/7\/versions">edited</,
  );
});

Deno.test("MessageRow leaves a line where a message was deleted, and none of its text", () => {
  const gone = message({ kind: "deleted", html: "", text: "", edited: noon });
  const html = draw(<MessageRow message={gone} mine={false} />);
  assert.match(html, /<p class="gone">This message was deleted<\/p>/);
  assert.doesNotMatch(html, /versions/);
});

Deno.test("MessageRow words a note in the reader's language", () => {
  const note = message({
    kind: "note",
    html: "",
    note: { what: "renamed", from: "Old", to: "New" },
  });
  const english = draw(<MessageRow message={note} mine />);
  assert.match(english, /<p class="note" dir="auto">Joe .* changed the name/);
  assert.doesNotMatch(english, /bubble|mine/);
  assert.match(draw(<MessageRow message={note} mine />, "ar"), /غيّر الاسم/);
});

Deno.test("MessageRow gives the text its own direction, whatever the page's", () => {
  const html = draw(<MessageRow message={message()} mine={false} />, "ar");
  assert.match(html, /<div class="words" dir="auto">/);
});

Deno.test("MessageRow has no style attribute and no utility class", () => {
  const html = draw(
    <MessageRow message={message({ previous: null })} mine={false} />,
  );
  assert.doesNotMatch(html, /style=/);
  assert.doesNotMatch(html, /class="[^"]*(flex|grid|gap-|p-\d)/);
});

Deno.test("MessageRow stays lean: a short message costs under 500 bytes", () => {
  assert.ok(draw(<MessageRow message={message()} mine={false} />).length < 500);
});
