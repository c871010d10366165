/** Sending files and getting them back, without script. */
import assert from "node:assert/strict";
import { sweepEverything } from "@/lib/files/sweep.ts";
import { expireUpload } from "@/lib/files/upload.ts";
import { bytesOf } from "@/tests/lib/files/_bytes.ts";
import { onSite, type Site } from "@/tests/support/app.ts";
import { sendFiles, sendFilesAgain } from "@/tests/support/send_files.ts";
import { takeAlong } from "@/tests/support/unzipped.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  await maya.open("/admin/files");
  await maya.submit("/admin/files", { megabytes: "10", most: "10" });
  await jonas.open("/conversations/new");
  await jonas.submit("/conversations", { kind: "direct", members: "maya" });
  return { maya, jonas, path: jonas.path };
}

const linksIn = (html: string) =>
  [...html.matchAll(/href="([^"]*\/files\/[A-Za-z0-9_-]{10,})"/g)]
    .map(([, href]) => href!);

const PNG = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
);

/** Ten files of ten kinds. */
function ten(): File[] {
  const kinds: [string, BlobPart][] = [
    ["plan.pdf", "%PDF-1.7\n%…"],
    ["photo.png", PNG],
    ["notes.txt", "Nine o'clock, harbour."],
    ["page.html", "<script>alert(1)</script>"],
    ["drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["archive.zip", "PK\x03\x04…"],
    ["صورة الميناء.bin", bytesOf(150_000)],
    ["no ending", bytesOf(59_000, 2)],
    ["../../etc/passwd", bytesOf(59_001, 3)],
    ["empty.log", ""],
  ];
  return kinds.map(([name, part]) => new File([part], name));
}

onSite(
  "E1 Ten files of mixed type go in one message without script, and come back as they went",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await maya.open(`${path}/compose`);
    assert.match(maya.html, /href="[^"]*\/files\/new"/);
    const files = ten();
    await sendFiles(maya, path, files, { text: "All of *it*" });
    assert.equal(maya.path, path);
    await jonas.open(path);
    assert.match(jonas.html, /<link rel="stylesheet" href="\/files\.css/);
    assert.match(jonas.html, /All of <em>it<\/em>/);
    const links = linksIn(jonas.html);
    assert.equal(links.length, 10);
    for (const [i, href] of links.entries()) {
      const got = await jonas.request(href);
      assert.equal(got.status, 200);
      assert.deepEqual(await got.bytes(), await files[i]!.bytes(), href);
    }
  },
);

onSite(
  "E1 what is no picture, sound or film is only ever saved, under its own name",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await sendFiles(maya, path, ten());
    await jonas.open(path);
    const headers = await Promise.all(
      linksIn(jonas.html).map(async (href) => {
        const { headers } = await jonas.request(href);
        return (name: string) => headers.get(name) ?? "";
      }),
    );
    const said = headers.map((of) => of("content-disposition"));
    assert.equal(said[0], 'attachment; filename="plan.pdf"');
    assert.equal(said[1], 'inline; filename="photo.png"');
    assert.match(said[6]!, /^attachment; filename="_+ _+\.bin"; filename\*=/);
    assert.equal(said[8], 'attachment; filename="passwd"');
    for (const [i, of] of headers.entries()) {
      const type = i === 1 ? "image/png" : "application/octet-stream";
      assert.equal(of("content-type"), type);
      assert.equal(of("x-content-type-options"), "nosniff");
      assert.equal(
        of("content-security-policy"),
        "default-src 'none'; sandbox",
      );
    }
    const saved = await jonas.request(`${linksIn(jonas.html)[1]}?download`);
    assert.match(saved.headers.get("content-disposition")!, /^attachment/);
  },
);

onSite(
  "E1 a message that is only files is named by them in every list and has no words of its own",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await sendFiles(maya, path, [new File(["x"], "plan.txt")]);
    await jonas.open(path);
    const row = /id="m-1"[^]*?<\/time>/.exec(jonas.html)![0];
    assert.match(row, /<bdi>plan\.txt<\/bdi>/);
    assert.ok(!row.includes("📎"), "the row shows the file itself");
    await jonas.open("/conversations");
    assert.match(jonas.html, /📎 plan\.txt/);
    await jonas.open(`${path}/messages/1`);
    assert.equal(linksIn(jonas.html).length, 1);
  },
);

onSite(
  "E1 an oversize file is refused with the limit named, words kept, and the others need not be sent again",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    const files = [
      new File(["small"], "small.txt"),
      new File([new Uint8Array(10_000_001)], "large.bin"),
    ];
    await sendFiles(maya, path, files, { text: "Both of them" });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /“large\.bin” is larger than 10 MB/);
    assert.match(maya.html, /Both of them<\/textarea>/);
    assert.match(
      maya.html,
      /<input type="checkbox" name="files" value="[^"]+" checked/,
    );
    await sendFilesAgain(maya, path, []);
    assert.equal(maya.path, path);
    assert.match(maya.html, /Both of them/);
    assert.equal(linksIn(maya.html).length, 1);
    await sendFiles(maya, path, [], { text: "Nothing" });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /There is no file yet/);
    const many = Array.from({ length: 11 }, (_, i) => new File(["x"], `${i}`));
    await sendFiles(maya, path, many);
    assert.equal(maya.status, 422);
    assert.match(maya.html, /10 files at most/);
  },
);

onSite(
  "E1 the administrator decides how large a file may be and how many go at once",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await jonas.open("/admin/files");
    assert.equal(jonas.status, 404);
    await maya.open("/admin/files");
    for (const megabytes of ["0", "-1", "1e3", "10001", "ten"]) {
      await maya.submit("/admin/files", { megabytes, most: "2" });
      assert.equal(maya.status, 422, megabytes);
      assert.match(maya.html, /A whole number from 1 to 10,000/);
      assert.match(maya.html, new RegExp(`value="${megabytes}"`));
    }
    await maya.submit("/admin/files", { megabytes: "1", most: "2" });
    // The panel's own form leaves them as they are.
    await maya.open("/admin");
    await maya.submit("/admin", { edit_window: "5" });
    const file = (size: number) =>
      new File([new Uint8Array(size)], `${size}.bin`);
    await sendFiles(jonas, path, [file(1_000_001)], { text: "too large" });
    assert.equal(jonas.status, 422);
    assert.match(jonas.html, /“1000001\.bin” is larger than 1 MB/);
    assert.match(jonas.html, /too large<\/textarea>/);
    await sendFiles(jonas, path, [file(1), file(2), file(3)]);
    assert.equal(jonas.status, 422);
    assert.match(jonas.html, /2 files at most/);
    // Far more than a form of files may be: still a page with the words.
    const far = Array.from({ length: 9 }, () => file(1_000_000));
    await sendFiles(jonas, path, far, { text: "far too much" });
    assert.match(jonas.html, /far too much<\/textarea>/);
    assert.ok([413, 422].includes(jonas.status));
    await sendFiles(jonas, path, [file(1_000_000), file(0)]);
    assert.equal(linksIn(jonas.html).length, 2);
  },
);

onSite(
  "E1 the same form sent twice is one message, and what it brought is not kept twice",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    await maya.open(`${path}/files/new`);
    const body = () => {
      const form = new FormData();
      for (const [name, value] of maya.form("/files/new").fields) {
        form.append(name, value);
      }
      form.append("files", new File(["once"], "once.txt"));
      return form;
    };
    const send = () =>
      maya.request(`${path}/files/new`, { method: "POST", body: body() });
    const answers = await Promise.all([send(), send()]);
    const places = answers.map(({ headers }) => headers.get("location"));
    assert.equal(new Set(places).size, 1);
    await maya.open(path);
    assert.equal(linksIn(maya.html).length, 1);
  },
);

onSite(
  "E1 whoever may not read the message gets no file, and a deleted message leaves none",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    const amina = await site.signUp("amina");
    await sendFiles(maya, path, [new File(["secret"], "secret.txt")]);
    await jonas.open(path);
    const [href] = linksIn(jonas.html);
    assert.equal((await amina.request(href!)).status, 404);
    await amina.open(`${path}/files/new`);
    assert.equal(amina.status, 404);
    await maya.open(`${path}/messages/1`);
    await maya.submit("/messages/1", { _action: "delete" });
    assert.equal((await jonas.request(href!)).status, 404);
  },
);

onSite(
  "D11 files come along with the download of one's data",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    await sendFiles(maya, path, [new File(["the plan"], "plan #1.txt")]);
    const { bytes } = await takeAlong(maya);
    const name = Object.keys(bytes).find((one) => one.startsWith("files/"))!;
    assert.match(name, /-1-1-plan #1\.txt$/);
    assert.equal(new TextDecoder().decode(bytes[name]), "the plan");
  },
);

onSite(
  "E1 what nobody sends goes after an hour, and what is kept once stays as long as anybody has it",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    const same = () => new File(["the very same"], "same.txt");
    const large = new File([new Uint8Array(10_000_001)], "large.bin");
    await sendFiles(maya, path, [same()]);
    await sendFiles(jonas, path, [same(), large]);
    const waiting = /name="files" value="([^"]+)"/.exec(jonas.html)![1]!;
    await expireUpload({ kind: "expire-upload", upload: waiting });
    await sendFilesAgain(jonas, path, []);
    assert.equal(jonas.status, 422);
    assert.match(jonas.html, /not here any more/);
    await sweepEverything();
    await maya.open(path);
    const [href] = linksIn(maya.html);
    const got = await maya.request(href!);
    assert.equal(await got.text(), "the very same");
  },
);
