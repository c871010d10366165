import assert from "node:assert/strict";
import { findByUsername } from "@/lib/accounts/find.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import { renderMarkdown } from "@/lib/messages/markdown.ts";
import { exportMessages } from "@/lib/messages/export_conversations.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { jpeg } from "@/tests/lib/accounts/_pictures.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { takeAlong } from "@/tests/support/unzipped.ts";
import { onSite } from "@/tests/support/app.ts";

const OPEN = { REGISTRATION: "open" };

/** Makes a conversation and answers its id. */
async function converse(
  browser: PlainBrowser,
  values: Record<string, string>,
): Promise<string> {
  await browser.open("/conversations/new");
  await browser.submit("/conversations", values);
  return /\/conversations\/([^/?#]+)/.exec(browser.path)![1]!;
}

async function say(browser: PlainBrowser, id: string, text: string) {
  await browser.open(`/conversations/${id}`);
  await browser.submit(`/conversations/${id}/messages`, { text });
}

async function save(browser: PlainBrowser, values: Record<string, string>) {
  await browser.open("/settings/profile");
  await browser.submit("/settings/profile", values);
}

/** What a page of an export may not hold: anything that runs or is fetched. */
function assertOffline(html: string): void {
  assert.match(html, /^<!DOCTYPE html>\n<html lang=/);
  assert.ok(!/<script|\son\w+=|<iframe|<form|@import/i.test(html), html);
  // Links that people wrote may lead out; nothing is fetched by opening a page.
  for (
    const [, , to] of html.matchAll(
      /<(link|img|source)\b[^>]*?(?:href|src)="([^"]*)"/g,
    )
  ) {
    assert.ok(!/^[a-z]+:|^\//i.test(to!), to);
  }
  for (const [, to] of html.matchAll(/<a\b[^>]*href="([^"]*)"/g)) {
    assert.ok(!to!.startsWith("/"), `${to} leads nowhere from a folder`);
  }
}

onSite(
  "D11 B6 a person downloads all they can see as JSON and HTML that opens offline, and nothing else",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const amina = await site.signUp("amina");
    await save(jonas, { bio: "Secret wishes of Jonas", pronouns: "he" });
    await save(maya, {
      bio: "I row at dawn",
      mail: "maya@example.org",
      mail_visibility: "nobody",
    });
    const group = await converse(maya, {
      kind: "group",
      name: "Harbour & <Lighthouse>",
      members: "jonas, amina",
    });
    const direct = await converse(maya, { kind: "direct", members: "jonas" });
    const theirs = await converse(jonas, { kind: "direct", members: "amina" });
    const text = "**Bold** <script>alert(1)</script> [a](https://example.org/)";
    await say(maya, group, text);
    await say(jonas, group, "> quoted\n\n`code`");
    await jonas.open(`/conversations/${group}`);
    await jonas.submit(`/conversations/${group}/messages`, {
      text: "An answer",
      reply_to: "2",
    });
    await say(jonas, theirs, "Not for Maya at all");
    await say(maya, direct, "First wording");
    await maya.open(`/conversations/${direct}/messages/1`);
    await maya.submit(`/conversations/${direct}/messages/1`, {
      _action: "edit",
      text: "Second wording",
    });
    const { texts, data } = await takeAlong(maya);

    assert.equal(data.format, "parley-export");
    assert.equal(data.version, 1);
    assert.equal(data.account.username, "maya");
    assert.equal(data.profile.bio, "I row at dawn");
    assert.deepEqual(data.profile.details.mail, {
      value: "maya@example.org",
      visibility: "nobody",
    });
    assert.equal(data.sessions.length, 1);
    assert.equal(data.settings.shareReceipts, true);
    const ids = data.conversations.map(({ id }: { id: string }) => id);
    assert.deepEqual(ids.sort(), [group, direct].sort());
    const of = (id: string) =>
      data.conversations.find((one: { id: string }) => one.id === id);
    assert.deepEqual(
      of(group).messages.map(({ seq, kind, text }: Record<string, unknown>) => [
        seq,
        kind,
        text,
      ]),
      [[1, "note", undefined], [2, "text", text], [
        3,
        "text",
        "> quoted\n\n`code`",
      ], [4, "text", "An answer"]],
    );
    assert.equal(of(group).messages[3].replyTo, 2);
    assert.equal(of(group).members.length, 3);
    assert.equal(of(direct).messages[0].text, "Second wording");
    assert.equal(of(direct).messages[0].earlier[0].text, "First wording");
    assert.deepEqual(
      data.people.map(({ username }: { username: string }) => username).sort(),
      ["amina", "jonas", "maya"],
    );

    // The same HTML as the live view.
    await maya.open(`/conversations/${group}`);
    const html = renderMarkdown(text);
    assert.ok(html.includes("<strong>") && maya.html.includes(html));
    const page = texts.get(`conversations/${group}.html`)!;
    assert.ok(page.includes(html));
    assert.match(page, /<a class="quote" href="#m-2"><b>Maya<\/b>/);
    for (const [name, one] of texts) {
      if (name.endsWith(".html")) assertOffline(one);
      assert.ok(!one.includes("Not for Maya"), name);
      assert.ok(!one.includes("Secret wishes"), name);
      // No secret of one's own either.
      assert.ok(!/argon2|password|\btoken\b/i.test(one), name);
    }
    const index = texts.get("index.html")!;
    assert.match(index, new RegExp(`href="conversations/${group}.html"`));
    assert.match(index, /Harbour &amp; &lt;Lighthouse>/);
    assert.match(texts.get("style.css")!, /color-scheme: light dark/);
    // And Amina, who was told nothing in private, has the group alone.
    assert.equal((await takeAlong(amina)).data.conversations.length, 2);
  },
);

onSite(
  "D11 a download holds the pictures its pages show, and speaks the language of its owner",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const form = new FormData();
    await jonas.open("/settings/profile");
    for (const [name, value] of jonas.form("/settings/profile").fields) {
      if (name !== "picture") form.append(name, value);
    }
    form.append("picture", new Blob([jpeg()]), "me.jpg");
    const { status } = await jonas.request("/settings/profile", {
      method: "POST",
      body: form,
    });
    assert.equal(status, 303);
    const group = await converse(maya, {
      kind: "group",
      name: "Harbour",
      members: "jonas",
    });
    await say(jonas, group, "مرحبا");
    await maya.open("/settings/language");
    await maya.submit("/settings/language", { language: "ar" });
    const { texts, bytes } = await takeAlong(maya);
    const page = texts.get(`conversations/${group}.html`)!;
    assert.match(page, /<html lang="ar" dir="rtl">/);
    const [, picture] = /src="\.\.\/(pictures\/\w+\.jpeg)"/.exec(page)!;
    assert.ok(bytes[picture!]!.length > 100);
    assert.deepEqual([...bytes[picture!]!.slice(0, 2)], [0xff, 0xd8]);
  },
);

onSite(
  "D11 a download asks for a recent confirmation, comes twice an hour, and takes a form of ours",
  { ...OPEN, RATE_LIMITS: "on" },
  async (site) => {
    const maya = await site.signUp("maya");
    await maya.open("/settings/data");
    const { fields } = maya.form("/settings/data", "download");
    const post = (body: URLSearchParams) =>
      maya.request("/settings/data", {
        method: "POST",
        body: body.toString(),
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
    const forged = await post(new URLSearchParams({ _action: "download" }));
    assert.equal(forged.status, 403);
    await forged.body?.cancel();
    const right = new URLSearchParams(fields.map((one) => [...one]));
    right.append("_action", "download");
    for (let i = 0; i < 2; i++) {
      const sent = await post(right);
      assert.equal(sent.headers.get("content-type"), "application/zip");
      await sent.body?.cancel();
    }
    const third = await post(right);
    assert.equal(third.status, 429);
    assert.match(await third.text(), /role="alert"/);

    const later = Date.now() + 16 * 60_000;
    const now = Date.now;
    Date.now = () => later;
    try {
      const stale = await post(right);
      assert.equal(stale.status, 303);
      assert.equal(
        stale.headers.get("location"),
        "/settings/confirm?next=%2Fsettings%2Fdata",
      );
    } finally {
      Date.now = now;
    }
  },
);

onSite(
  "D11 whoever is removed while they download gets no further page",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    await site.signUp("jonas");
    const group = await converse(maya, {
      kind: "group",
      name: "Harbour",
      members: "jonas",
    });
    const [owner, guest] = await Promise.all(
      ["maya", "jonas"].map(async (name) => (await findByUsername(name))!),
    );
    for (let i = 0; i < 120; i++) {
      const clientId = `message-${i}`;
      await sendMessage(owner!, { conversation: group, text: "x", clientId });
    }
    const all: number[] = [];
    for await (const page of exportMessages(owner!, group)) {
      all.push(page.length);
    }
    assert.deepEqual(all, [50, 50, 21]);
    const seen: number[] = [];
    for await (const page of exportMessages(guest!, group)) {
      seen.push(page.length);
      await removeMember(owner!, group, guest!.id);
    }
    assert.deepEqual(seen, [50]);
  },
);
