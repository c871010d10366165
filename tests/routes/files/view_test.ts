/** Files in their message and on pages of their own, without script. */
import assert from "node:assert/strict";
import { onSite, type Site } from "@/tests/support/app.ts";
import {
  CODE,
  looksIn,
  PNG,
  sendSamples,
  zipOf,
} from "@/tests/support/sample_files.ts";
import { sendFiles } from "@/tests/support/send_files.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  await jonas.open("/conversations/new");
  await jonas.submit("/conversations", { kind: "direct", members: "maya" });
  return { maya, jonas, path: jonas.path };
}

onSite(
  "E1 a file stands in its message with its size and a way to save it, and has a page that says who sent it and leads to the files beside it",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    const looks = await sendSamples(maya, path);
    assert.equal(looks.length, 5);
    await jonas.open(path);
    assert.match(jonas.html, /<small>70 bytes<\/small>/);
    assert.match(jonas.html, /<audio[^>]* preload="none"/);
    const bytes = looks[0]!.replace(/\/view$/, "");
    assert.ok(jonas.html.includes(`href="${bytes}" download`));
    await jonas.open(looks[1]!);
    assert.equal(jonas.status, 200);
    assert.match(jonas.html, /<h1[^>]*>tides\.ts<\/h1>/);
    assert.match(jonas.html, /Sent by Maya Lind/);
    assert.match(jonas.html, /File 2 of 5/);
    assert.ok(jonas.html.includes(`rel="prev" href="${looks[0]}"`));
    assert.ok(jonas.html.includes(`rel="next" href="${looks[2]}"`));
    assert.ok(jonas.html.includes(`href="${path}?around=1#m-1"`));
    const saved = /href="([^"]*\?download)"/.exec(jonas.html)![1]!;
    const got = await jonas.request(saved);
    assert.match(got.headers.get("content-disposition")!, /^attachment/);
    assert.equal(await got.text(), CODE.repeat(40));
    await jonas.open(looks[4]!);
    assert.ok(!jonas.html.includes('rel="next"'));
  },
);

onSite(
  "E2 a small picture has a box of fixed size in its message, and its page shows each kind as far as it can, escaped",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    const looks = await sendSamples(maya, path);
    assert.match(
      maya.html,
      /<img src="[^"]+" alt width="240" height="160" loading="lazy"/,
    );
    const [picture, code, zip, pdf, sound] = looks;
    await maya.open(picture!);
    assert.match(
      maya.html,
      /<div class="whole"><img src="[^"]+\/files\/[\w-]+"/,
    );
    await maya.open(code!);
    assert.match(maya.html, /<span class="h-keyword">const<\/span>/);
    assert.match(maya.html, /&lt;b&gt;/);
    assert.ok(!maya.html.includes("<b>&#39;"), "nothing of it is markup");
    assert.match(maya.html, /href="\/code\.css/);
    await maya.open(zip!);
    assert.match(maya.html, /2 entries in this archive/);
    assert.match(maya.html, /<bdi>maps\/north\.txt<\/bdi> <small>5 bytes/);
    assert.match(maya.html, /<bdi>جنوب\.txt<\/bdi> <small>0 bytes/);
    await maya.open(pdf!);
    assert.match(maya.html, /cannot be shown here/);
    await maya.open(sound!);
    assert.match(maya.html, /<audio controls preload="metadata"/);
  },
);

onSite(
  "E2 a long text is cut and says so, and damaged, lying, large and empty files have a page with a sentence",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`${i}.txt`, ""]),
    );
    const broken = zipOf({ "a.txt": "a" });
    const lying = zipOf({ "a.txt": "a" });
    // Says that its table is longer than the file.
    new DataView(lying.buffer).setUint32(lying.length - 10, 0xfffffff0, true);
    await sendFiles(maya, path, [
      new File(["é".repeat(40_000) + "the end"], "long.txt"),
      new File([zipOf(many)], "many.zip"),
      new File([broken.subarray(0, broken.length - 5)], "broken.zip"),
      new File([lying], "lying.zip"),
      new File(["PK\x03\x04"], "tiny.zip"),
      new File([], "empty.txt"),
      new File(["<script>alert(1)</script>"], "page.html"),
      new File([PNG.subarray(0, 20)], "half.png"),
    ]);
    await maya.open(path);
    const said = [
      /Only the first 64 KB/,
      /300 entries.*The first 200/,
      /cannot be read/,
      /cannot be read/,
      /cannot be read/,
      /This file is empty/,
      /&lt;<span class="h-name">script|&lt;script/,
      /half\.png/,
    ];
    for (const [i, href] of looksIn(maya.html).entries()) {
      await maya.open(href);
      assert.equal(maya.status, 200, href);
      assert.match(maya.html, said[i]!);
      assert.ok(!/the end|<script>alert|\u{fffd}/u.test(maya.html), href);
    }
  },
);

onSite(
  "E1 the page of a file is for nobody who may not read its message, and goes with it",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    const amina = await site.signUp("amina");
    const [href] = await sendSamples(maya, path);
    for (
      const wrong of [href!, href!.replace("/messages/1/", "/messages/9/")]
    ) {
      assert.equal((await amina.request(wrong)).status, 404);
    }
    assert.equal((await jonas.request(href!)).status, 200);
    await maya.open(`${path}/messages/1`);
    await maya.submit("/messages/1", { _action: "delete" });
    assert.equal((await jonas.request(href!)).status, 404);
  },
);
