import assert from "node:assert/strict";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import { ErrorPage } from "@/components/layout/ErrorPage.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { SettingsFrame } from "@/components/layout/SettingsFrame.tsx";
import { Shell } from "@/components/layout/Shell.tsx";
import { count, draw } from "../_draw.tsx";

Deno.test("Shell begins with the skip link and names the pane a phone shows", () => {
  const html = draw(
    <Shell pane="talk" sidebar={<nav />} aside={<aside />}>
      <main id="main" />
    </Shell>,
  );
  assert.match(html, /^<a class="skip" href="#main">Skip to content<\/a>/);
  assert.match(html, /<div class="app" data-pane="talk"><nav/);
});

Deno.test("Page has one main part with one heading and a way back", () => {
  const html = draw(<Page title="New <one>" back="/conversations">x</Page>);
  assert.equal(count(html, /<main/), 1);
  assert.equal(count(html, /<h1/), 1);
  assert.match(html, /New &lt;one/);
  assert.match(html, /class="icon back" href="\/conversations"/);
  assert.match(html, /<span class="said">Back<\/span><\/a>/);
});

Deno.test("The arrow back turns round for right-to-left readers", () => {
  assert.match(
    draw(<Page title="t" back="/">x</Page>, "ar"),
    /<svg [^>]*data-flip/,
  );
});

Deno.test("EntranceFrame has the product, a sentence, one heading and the form", () => {
  const html = draw(
    <EntranceFrame title="Sign in" sentence="Talk." foot="More">
      <form />
    </EntranceFrame>,
  );
  assert.match(html, /Parley/);
  assert.match(html, /<p>Talk\.<\/p>/);
  assert.equal(count(html, /<h1/), 1);
  assert.doesNotMatch(html, /style=|<script/);
});

Deno.test("SettingsFrame marks the place one is at", () => {
  const html = draw(
    <SettingsFrame
      title="Settings"
      label="Settings"
      back="/conversations"
      places={[
        { href: "/a", label: "A", current: false },
        { href: "/b", label: "B", current: true },
      ]}
    >
      x
    </SettingsFrame>,
  );
  assert.match(html, /<a href="\/b" aria-current="page">B<\/a>/);
  assert.match(html, /<a href="\/a">A<\/a>/);
});

Deno.test("ErrorPage says what happened, the number to name, and the way on", () => {
  const html = draw(
    <ErrorPage status={404} sentence="Gone" requestId="r-1" signedIn />,
  );
  assert.match(html, /Gone/);
  assert.match(html, /r-1/);
  assert.match(html, /href="\/conversations"/);
});

Deno.test("Notice interrupts only for bad news", () => {
  assert.match(draw(<Notice kind="bad">x</Notice>), /role="alert"/);
  assert.match(draw(<Notice kind="good">x</Notice>), /role="status"/);
  assert.doesNotMatch(draw(<Notice>x</Notice>), /role=/);
});
