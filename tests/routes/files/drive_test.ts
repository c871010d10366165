/** A person's own files, without script. */
import assert from "node:assert/strict";
import { findByUsername } from "@/lib/accounts/find.ts";
import { eraseDrive } from "@/lib/files/erase_drive.ts";
import { emptyBinWhenDue } from "@/lib/files/change_own.ts";
import { everyOwn } from "@/lib/files/drive.ts";
import { sweepBlob, sweepEverything } from "@/lib/files/sweep.ts";
import { blobUses, chunked } from "@/lib/files/_keys.ts";
import { list } from "@/lib/kv/read.ts";
import { onSite, type Site } from "@/tests/support/app.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { sendFiles } from "@/tests/support/send_files.ts";
import { takeAlong } from "@/tests/support/unzipped.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  await jonas.open("/conversations/new");
  await jonas.submit("/conversations", { kind: "direct", members: "maya" });
  return { maya, jonas, path: jonas.path };
}

/** Puts files into the folder that is open. */
async function put(browser: PlainBrowser, files: File[], folder = "") {
  await browser.open(`/files/new${folder && `?folder=${folder}`}`);
  const body = new FormData();
  for (const [name, value] of browser.form("/files/new").fields) {
    body.append(name, value);
  }
  for (const file of files) body.append("files", file);
  await browser.open("/files/new", { method: "POST", body });
}

async function makeFolder(browser: PlainBrowser, name: string) {
  await browser.open("/files");
  await browser.submit("/files", { name, _action: "create-folder" });
  return new URL(browser.url).searchParams.get("folder")!;
}

const idsIn = (html: string) =>
  [...html.matchAll(/data-file-id="([^"]+)"/g)].map(([, id]) => id!);

async function countBlobs(): Promise<number> {
  let count = 0;
  for await (const _ of list(chunked, [])) count++;
  return count;
}

onSite(
  "E5 A person has folders for files, puts a shared file there, shares it to a chat again without re-upload, and sees quota used",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await maya.open("/files");
    assert.match(maya.html, /No files here yet/);
    const folder = await makeFolder(maya, "Harbour");
    await sendFiles(jonas, path, [new File(["the plan"], "plan.txt")]);
    // Keeps the file of the message, and puts it into the folder.
    await maya.open(`${path}/messages/1`);
    assert.match(maya.html, /messages\/1\/keep"/);
    await maya.open(`${path}/messages/1/keep`);
    const [, file] = /name="file" value="([^"]+)"/.exec(maya.html)!;
    await maya.submit("/keep", { file: file! });
    assert.match(maya.path, /^\/files\/[^/]+$/);
    const own = maya.path;
    await maya.submit(own, { folder, star: "on", _action: "change" });
    await maya.open(`/files?folder=${folder}`);
    assert.match(maya.html, /plan\.txt/);
    assert.match(maya.html, /8 bytes used/);
    assert.deepEqual(idsIn(maya.html).map((id) => `/files/${id}`), [own]);
    // It is hers, even if the message goes.
    await jonas.open(`${path}/messages/1`);
    await jonas.submit("/messages/1", { _action: "delete" });
    await sweepEverything();
    const bytes = await maya.request(`${own}/bytes`);
    assert.equal(await bytes.text(), "the plan");
    // Shared again: one more reference to the same bytes.
    const before = await countBlobs();
    const conversation = path.split("/").at(-1)!;
    await maya.open(`${own}/forward`);
    const same = {
      to: conversation,
      words: "Once more",
      _action: "forward",
      client_id: "drive-share-0001",
    };
    await maya.submit("/forward", same);
    assert.equal(maya.path, path);
    const shared = /href="([^"]*messages\/2\/files\/[^"?/]+)"/.exec(maya.html)!;
    await maya.open(`${own}/forward`);
    await maya.submit("/forward", same);
    await jonas.open(path);
    assert.match(jonas.html, /id="m-2"[^]*Once more/);
    assert.ok(!jonas.html.includes('id="m-3"'), "one message");
    assert.equal(await countBlobs(), before, "nothing was stored again");
    // Thrown away by her, it stays where it was shared.
    await maya.open(own);
    await maya.submit(own, { _action: "bin" });
    await maya.open("/files?shown=bin");
    assert.equal(idsIn(maya.html).length, 1);
    await maya.submit("/files", { _action: "empty-bin" });
    await sweepEverything();
    await maya.open("/files");
    assert.match(maya.html, /0 bytes used/);
    assert.equal((await maya.request(own)).status, 404);
    const there = await jonas.request(shared[1]!);
    assert.equal(await there.text(), "the plan");
  },
);

onSite(
  "E5 files are put into folders, named, found, ordered, binned and taken out again",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const folder = await makeFolder(maya, "Boats");
    await put(maya, [
      new File(["bb"], "b.txt"),
      new File(["a"], "صورة.txt"),
    ], folder);
    assert.equal(maya.path, `/files?folder=${folder}`);
    await put(maya, [new File(["%PDF-1.7 ccc"], "c.pdf")]);
    await maya.open("/files");
    assert.equal(idsIn(maya.html).length, 1, "only what is in no folder");
    await maya.open("/files?q=B.TXT");
    const [found] = idsIn(maya.html);
    assert.equal(idsIn(maya.html).length, 1);
    await maya.open("/files?kind=text&sort=largest&days=7");
    assert.match(maya.html, /c\.pdf[^]*b\.txt[^]*صورة\.txt/);
    await maya.open("/files?q=nothing");
    assert.match(maya.html, /Nothing found/);
    const own = `/files/${found}`;
    await maya.open(own);
    await maya.submit(own, { name: " ", _action: "change" });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /Give it a name/);
    await maya.open(own);
    await maya.submit(own, { name: "../new.txt", folder, _action: "change" });
    assert.match(maya.html, /<h1[^>]*>new\.txt</);
    // A folder goes only when it is empty.
    await maya.open(`/files?folder=${folder}`);
    await maya.submit("/files", { _action: "drop-folder" });
    assert.equal(maya.status, 409);
    await maya.open(own);
    await maya.submit(own, { _action: "bin" });
    await maya.submit(own, { _action: "restore" });
    const user = (await findByUsername("maya"))!;
    // A job of a time it was binned before does nothing.
    const job = { kind: "empty-bin", user: user.id, file: found! } as const;
    await emptyBinWhenDue({ ...job, binned: 1 });
    await maya.open("/files?q=new.txt");
    assert.deepEqual(idsIn(maya.html), [found]);
    await maya.submit("/files", {
      name: "Old boats",
      _action: "create-folder",
    });
    await maya.submit("/files", { name: "Ships", _action: "rename-folder" });
    assert.match(maya.html, /<h1[^>]*>Ships</);
    await maya.submit("/files", { _action: "drop-folder" });
    assert.equal(maya.path, "/files");
    assert.ok(!maya.html.includes("Ships"));
  },
);

onSite(
  "E5 others' files and folders are not there, with any address and any form",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    const amina = await site.signUp("amina");
    const folder = await makeFolder(maya, "Hers");
    await put(maya, [new File(["secret"], "secret.txt")]);
    const [id] = idsIn(maya.html);
    for (const end of ["", "/bytes", "/forward"]) {
      const { status } = await jonas.request(`/files/${id}${end}`);
      assert.equal(status, 404, end);
    }
    assert.equal((await jonas.request(`/files?folder=${folder}`)).status, 404);
    const etag = { "if-none-match": `"${id}"` };
    const none = await jonas.request(`/files/${id}/bytes`, { headers: etag });
    assert.equal(none.status, 404, "permission comes before 304");
    const same = await maya.request(`/files/${id}/bytes`, { headers: etag });
    assert.equal(same.status, 304);
    const part = await maya.request(`/files/${id}/bytes`, {
      headers: { range: "bytes=1-3" },
    });
    assert.deepEqual([part.status, await part.text()], [206, "ecr"]);
    assert.equal(part.headers.get("x-content-type-options"), "nosniff");
    await put(jonas, [new File(["mine"], "mine.txt")]);
    const [his] = idsIn(jonas.html);
    await jonas.open(`/files/${his}`);
    await jonas.submit(`/files/${his}`, { folder, _action: "change" });
    assert.equal(jonas.status, 404, "no folder of hers");
    await sendFiles(maya, path, [new File(["letter"], "letter.txt")]);
    assert.equal(
      (await amina.request(`${path}/messages/1/keep`)).status,
      404,
    );
  },
);

onSite(
  "E5 D11 one's own files are in the download, with their bytes",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    await put(maya, [new File(["mine"], "mine.txt"), new File([], "no.log")]);
    const { data, bytes } = await takeAlong(maya);
    const files: { path: string }[] = data.drive.files;
    assert.equal(files.length, 2);
    const texts = files.map(({ path }) =>
      new TextDecoder().decode(bytes[path]!)
    );
    assert.deepEqual(texts.sort(), ["", "mine"]);
  },
);

onSite(
  "E5 deeds of one moment leave the sum right and no reference behind, and nothing is left of an erased drive",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const folder = await makeFolder(maya, "Race");
    await put(maya, [new File(["one"], "1.txt"), new File(["four"], "4.txt")]);
    const [first, second] = idsIn(maya.html);
    const own = `/files/${first}`;
    await maya.open(own);
    const csrf = new Map(maya.form(own).fields).get("csrf")!;
    const post = (to: string, fields: Record<string, string>) =>
      maya.request(to, {
        method: "POST",
        body: new URLSearchParams({ csrf, ...fields }),
      });
    const change = (name: string) =>
      post(own, { name, folder, _action: "change" });
    const answers = await Promise.all([
      change("a.txt"),
      post("/files", { folder, _action: "drop-folder" }),
      change("b.txt"),
      post(own, { _action: "bin" }),
      post("/files", { _action: "empty-bin" }),
      post(own, { _action: "bin" }),
    ]);
    for (const { status } of answers) {
      assert.ok([303, 404, 409].includes(status), `${status}`);
    }
    await post(own, { _action: "bin" });
    await post("/files", { _action: "empty-bin" });
    const user = (await findByUsername("maya"))!;
    assert.deepEqual((await everyOwn(user)).map(({ id }) => id), [second]);
    await maya.open("/files");
    assert.match(maya.html, /4 bytes used/);
    await eraseDrive({ kind: "erase-drive", user: user.id });
    assert.deepEqual(await everyOwn(user), []);
    for await (const { key } of list(blobUses, [])) assert.fail(`${key}`);
    for await (const { key } of list(chunked, [])) {
      await sweepBlob({ kind: "sweep-blob", blob: key[0] });
    }
    assert.equal(await countBlobs(), 0);
  },
);
