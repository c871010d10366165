/** Sending and hearing what was said aloud, without script. */
import assert from "node:assert/strict";
import { onSite, type Site } from "@/tests/support/app.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { speak } from "@/tests/support/speak.ts";
import { takeAlong } from "@/tests/support/unzipped.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  await jonas.open("/conversations/new");
  await jonas.submit("/conversations", { kind: "direct", members: "maya" });
  return { maya, jonas, path: jonas.path };
}

const soundIn = (html: string) => /<audio[^>]*src="([^"]+)"/.exec(html)?.[1];

onSite(
  "B18 A person sends a sound without script; the receiver plays it with the browser's own seek bar",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    for (const page of ["details", "compose"]) {
      await maya.open(`${path}/${page}`);
      assert.match(maya.html, /href="[^"]*\/voice"/);
    }
    await jonas.open(path);
    assert.ok(!jonas.html.includes("voice.css"), "only where there is one");
    await speak(maya, path, { text: "The *new* song", bars: "1,2,3" });
    assert.equal(maya.path, path);
    await jonas.open(path);
    assert.match(jonas.html, /<link rel="stylesheet" href="\/voice\.css/);
    assert.match(jonas.html, /<audio controls[^>]*preload="none"/);
    assert.match(jonas.html, /aria-label="Voice message, 0:42"/);
    assert.match(jonas.html, /<svg class="waveform"/);
    assert.match(jonas.html, /<em>new<\/em> song/);
    await jonas.open("/conversations");
    assert.match(jonas.html, /🎤 0:42/);
    await jonas.open(`${path}/messages/1`);
    assert.match(jonas.html, /<audio controls/);
    await maya.open(`${path}/messages/1`);
    assert.match(maya.html, /A voice message cannot be edited/);
    const sound = await jonas.request(soundIn(jonas.html)!);
    assert.equal(sound.status, 200);
    assert.ok((await sound.bytes()).length > 40_000);
  },
);

onSite(
  "B18 a sound is served whole and in ranges, with a tag, and never as anything else",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await speak(maya, path);
    await jonas.open(path);
    const address = soundIn(jonas.html)!;
    const ask = (headers: Record<string, string> = {}, method = "GET") =>
      jonas.request(address, { headers, method });
    const whole = await ask();
    const header = (name: string) => whole.headers.get(name) ?? "";
    assert.equal(header("content-type"), "audio/webm");
    assert.equal(header("accept-ranges"), "bytes");
    assert.equal(header("x-content-type-options"), "nosniff");
    assert.equal(header("cross-origin-resource-policy"), "same-origin");
    assert.match(
      header("content-security-policy"),
      /^default-src 'none'; sandbox$/,
    );
    assert.equal(
      header("content-disposition"),
      'inline; filename="voice-1.webm"',
    );
    assert.match(header("cache-control"), /^private, no-cache/);
    const bytes = await whole.bytes();
    assert.equal(header("content-length"), String(bytes.length));
    const some = await ask({ range: "bytes=100-199" });
    assert.equal(some.status, 206);
    assert.equal(
      some.headers.get("content-range"),
      `bytes 100-199/${bytes.length}`,
    );
    assert.deepEqual(await some.bytes(), bytes.slice(100, 200));
    const end = await ask({ range: "bytes=-10", "if-range": header("etag") });
    assert.deepEqual(await end.bytes(), bytes.slice(-10));
    const beyond = await ask({ range: `bytes=${bytes.length}-` });
    assert.equal(beyond.status, 416);
    assert.equal(
      beyond.headers.get("content-range"),
      `bytes */${bytes.length}`,
    );
    const other = await ask({ range: "bytes=0-9", "if-range": '"other"' });
    assert.equal(other.status, 200);
    assert.equal((await other.bytes()).length, bytes.length);
    const head = await ask({}, "HEAD");
    assert.equal(head.status, 200);
    assert.equal((await head.bytes()).length, 0);
    const known = await ask({ "if-none-match": header("etag") });
    assert.equal(known.status, 304);
  },
);

onSite(
  "B18 whoever may not read the message gets 404, also for what they had before",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    const amina = await site.signUp("amina");
    await speak(maya, path);
    await jonas.open(path);
    const address = soundIn(jonas.html)!;
    const { headers } = await jonas.request(address);
    const tag = { "if-none-match": headers.get("etag")! };
    const as = async (who: PlainBrowser) =>
      (await who.request(address, { headers: tag })).status;
    assert.equal(await as(jonas), 304);
    assert.equal(await as(amina), 404);
    assert.equal(await as(site.visitor()), 303);
    await maya.open(`${path}/messages/1`);
    await maya.submit("/messages/1", { _action: "delete" });
    assert.equal(await as(jonas), 404);
    assert.equal(await as(maya), 404);
    await jonas.open(path);
    assert.equal(soundIn(jonas.html), undefined);
  },
);

onSite(
  "B18 one answers aloud, beside a message or in its thread",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await speak(maya, path);
    await jonas.open(`${path}/messages/1`);
    await jonas.follow(`${path}/voice?reply_to=1`);
    assert.match(jonas.html, /<b>Maya Lind<\/b>[^]*🎤 0:42/);
    await speak(jonas, `${path}?reply_to=1`);
    await maya.open(path);
    assert.match(maya.html, /id="m-2"[^]*class="quote"[^]*🎤 0:42[^]*<audio/);
    await speak(jonas, `${path}?reply_to=1&thread=1`);
    assert.equal(jonas.path, `${path}/threads/1`);
    assert.equal(soundIn(jonas.html)?.includes("/messages/1/"), true);
    assert.match(jonas.html, /messages\/3\/files/);
    await maya.open(`${path}/messages/3`);
    await maya.follow(`${path}/voice?reply_to=3&thread=1`);
    await maya.open("/search?q=has%3Avoice");
    for (const seq of [1, 2, 3]) {
      assert.ok(maya.html.includes(`around=${seq}#m-${seq}`), `${seq}`);
    }
  },
);

onSite(
  "B18 the data download has what was said aloud",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await speak(maya, path);
    await jonas.open(path);
    const sound = await (await jonas.request(soundIn(jonas.html)!)).bytes();
    const { bytes, texts, data } = await takeAlong(jonas);
    const id = path.split("/").at(-1);
    const name = `sounds/${id}-voice-1.webm`;
    assert.deepEqual(bytes[name], sound);
    assert.deepEqual(data.conversations[0].messages[0].voice, {
      type: "audio/webm",
      ms: 42_000,
      path: name,
    });
    const page = texts.get(`conversations/${id}.html`)!;
    assert.ok(page.includes(`src="../${name}"`));
  },
);

onSite(
  "B18 what cannot be sent is refused with a sentence, and the words are kept",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    const refused = async (sound: Blob, sentence: RegExp) => {
      await speak(maya, path, { voice: sound, text: "kept words" });
      assert.equal(maya.status, 422);
      assert.match(maya.html, /data-error-for="voice"/);
      assert.match(maya.html, sentence);
      assert.match(maya.html, />kept words<\/textarea>/);
    };
    await refused(new Blob([]), /There is no sound yet/);
    await refused(new Blob(["<script>"]), /no sound that can be played/);
    await refused(new Blob([new Uint8Array(6_000_000)]), /5 MB at most/);
    await speak(maya, path, {
      voice: new Blob([new Uint8Array(12_000_000)]),
    });
    assert.equal(maya.status, 413);
    await maya.open("/admin");
    await maya.submit("/admin", {
      _action: "change-settings",
      voice_megabytes: "77",
    });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /data-error-for="voice_megabytes"/);
    await maya.open("/admin");
    await maya.submit("/admin", {
      _action: "change-settings",
      voice_megabytes: "0",
    });
    await maya.open(`${path}/voice`);
    assert.equal(maya.status, 403);
    assert.match(maya.html, /no voice messages on this server/);
  },
);
