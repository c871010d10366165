/** Uploads that may be cut (tus 1.0). */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { uploads } from "@/lib/files/_keys.ts";
import { scrub } from "@/lib/files/scrub.ts";
import { sweepEverything, sweepLeftovers } from "@/lib/files/sweep.ts";
import { list } from "@/lib/kv/read.ts";
import { bytesOf } from "@/tests/lib/files/_bytes.ts";
import { onSite, type Site } from "@/tests/support/app.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };
const base64 = (text: string) => new TextEncoder().encode(text).toBase64();

async function token(browser: PlainBrowser): Promise<string> {
  await browser.open("/conversations/new");
  return new Map(browser.form("/conversations").fields).get("csrf")!;
}

/** Requests as a script of ours makes them. */
async function speaking(browser: PlainBrowser) {
  const csrf = await token(browser);
  const ask = (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: BodyInit,
  ) =>
    browser.request(path, {
      method,
      headers: { "tus-resumable": "1.0.0", "x-csrf": csrf, ...headers },
      ...(body === undefined ? {} : { body }),
    });
  const begin = async (length: number, name = "a.bin") => {
    const made = await ask("POST", "/uploads", {
      "upload-length": String(length),
      "upload-metadata": `name ${base64(name)}`,
    });
    assert.equal(made.status, 201);
    return made.headers.get("location")!;
  };
  const add = (
    path: string,
    offset: number,
    body: BodyInit,
    more: Record<string, string> = {},
  ) =>
    ask("PATCH", path, {
      "upload-offset": String(offset),
      "content-type": "application/offset+octet-stream",
      ...more,
    }, body);
  const offset = async (path: string) =>
    Number((await ask("HEAD", path)).headers.get("upload-offset"));
  return { ask, begin, add, offset };
}

async function talk(site: Site) {
  const maya = await site.signUp("maya");
  const jonas = await site.signUp("jonas");
  await jonas.open("/conversations/new");
  await jonas.submit("/conversations", { kind: "direct", members: "maya" });
  return { maya, jonas, path: jonas.path };
}

/** Sends these bytes and then cuts the connection. */
function cutAfter(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at === bytes.length) return controller.error(new TypeError("cut"));
      const piece = bytes.slice(at, at += 65_536);
      at = Math.min(at, bytes.length);
      controller.enqueue(piece);
    },
  }, { highWaterMark: 0 });
}

onSite(
  "E3 an upload cut at 60 % goes on from there, and is the file that was sent",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    const tus = await speaking(maya);
    const bytes = bytesOf(1_000_003);
    const place = await tus.begin(bytes.length, "report.pdf");
    const cut = await tus.add(place, 0, cutAfter(bytes.slice(0, 600_001)));
    assert.equal(cut.status, 400);
    const offset = await tus.offset(place);
    assert.equal(offset, 600_001);
    // The server is started again meanwhile.
    await sweepLeftovers();
    await sweepEverything();
    const rest = await tus.add(place, offset, bytes.slice(offset));
    assert.equal(rest.status, 204);
    assert.equal(rest.headers.get("upload-offset"), String(bytes.length));
    await maya.open(`${path}/files/new`);
    const body = new FormData();
    for (const [name, value] of maya.form("/files/new").fields) {
      body.append(name, value);
    }
    body.append("files", place.split("/").at(-1)!);
    await maya.open(`${path}/files/new`, { method: "POST", body });
    await jonas.open(path);
    const [, href] = /href="([^"]*\/files\/[\w-]{10,})"/.exec(jonas.html)!;
    assert.match(jonas.html, /report\.pdf/);
    assert.deepEqual(await (await jonas.request(href!)).bytes(), bytes);
    for await (const fault of scrub()) assert.fail(JSON.stringify(fault));
  },
);

onSite(
  "E3 an upload may come in parts of any size, cut anywhere",
  OPEN,
  async (site) => {
    const { maya } = await talk(site);
    const tus = await speaking(maya);
    const bytes = bytesOf(300_000, 3);
    const place = await tus.begin(bytes.length);
    const steps = [1, 58_999, 59_000, 59_001, 1, 118_000, 4_998];
    let at = 0;
    for (const [i, step] of steps.entries()) {
      const part = bytes.slice(at, at + step);
      await tus.add(place, at, i % 2 ? cutAfter(part) : part);
      assert.equal(await tus.offset(place), at += step);
    }
    assert.equal(at, bytes.length);
    for await (const { value } of list(uploads, [])) {
      const digest = createHash("sha256").update(bytes).digest("hex");
      assert.equal(value.whole?.digest, digest);
    }
  },
);

onSite(
  "E3 a part that does not match its checksum counts for nothing",
  OPEN,
  async (site) => {
    const { maya } = await talk(site);
    const tus = await speaking(maya);
    const bytes = bytesOf(200_000, 5);
    const place = await tus.begin(bytes.length);
    await tus.add(place, 0, bytes.slice(0, 100_000));
    const rest = bytes.slice(100_000);
    for (const algorithm of ["sha1", "sha256"]) {
      const right = createHash(algorithm).update(rest).digest("base64");
      const damaged = rest.slice();
      damaged[50_000]! ^= 1;
      const sum = { "upload-checksum": `${algorithm} ${right}` };
      assert.equal((await tus.add(place, 100_000, damaged, sum)).status, 460);
      assert.equal(await tus.offset(place), 100_000);
    }
    const sum = { "upload-checksum": "md5 AAAA" };
    assert.equal((await tus.add(place, 100_000, rest, sum)).status, 400);
    const digest = createHash("sha256").update(rest).digest("base64");
    const last = await tus.add(place, 100_000, rest, {
      "upload-checksum": `sha256 ${digest}`,
    });
    assert.equal(last.status, 204);
  },
);

onSite(
  "E3 of two that send the same part one wins, and a wrong offset or length is refused",
  OPEN,
  async (site) => {
    const { maya } = await talk(site);
    const tus = await speaking(maya);
    const bytes = bytesOf(200_000, 7);
    const place = await tus.begin(bytes.length);
    const both = await Promise.all([
      tus.add(place, 0, bytes.slice(0, 100_000)),
      tus.add(place, 0, bytes.slice(0, 100_000)),
    ]);
    const statuses = both.map(({ status }) => status).sort();
    assert.equal(statuses[0], 204);
    assert.ok([409, 423].includes(statuses[1]!), String(statuses));
    assert.equal((await tus.add(place, 5, bytes)).status, 409);
    assert.equal((await tus.add(place, 100_000, bytes)).status, 413);
    assert.equal((await tus.ask("PATCH", place)).status, 400);
    assert.equal(
      (await tus.ask("POST", "/uploads", { "upload-length": "1e3" })).status,
      400,
    );
    const large = await tus.ask("POST", "/uploads", {
      "upload-length": "100000001",
      "upload-metadata": `name ${base64("film.mp4")}`,
    });
    assert.equal(large.status, 413);
    assert.match(await large.text(), /“film\.mp4” is larger than 100 MB/);
  },
);

onSite(
  "E3 an upload is nobody else's, and is gone when its sender ends it, even midway",
  OPEN,
  async (site) => {
    const { maya, jonas } = await talk(site);
    const [mine, other] = [await speaking(maya), await speaking(jonas)];
    const bytes = bytesOf(500_000, 9);
    const place = await mine.begin(bytes.length);
    await mine.add(place, 0, bytes.slice(0, 100_000));
    assert.equal((await other.ask("HEAD", place)).status, 404);
    assert.equal((await other.ask("DELETE", place)).status, 404);
    const foreign = await other.add(place, 100_000, bytes.slice(100_000));
    assert.equal(foreign.status, 404);
    const nobody = await site.visitor().request(place, { method: "HEAD" });
    assert.equal(nobody.status, 303);
    let send!: () => void;
    const waits = new Promise<void>((tell) => send = tell);
    let sent = 0;
    const slow = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (sent++ > 0) await waits;
        controller.enqueue(bytes.slice(100_000, 200_000));
        if (sent > 1) controller.close();
      },
    }, { highWaterMark: 0 });
    const running = mine.add(place, 100_000, slow);
    assert.equal((await mine.ask("DELETE", place)).status, 204);
    send();
    assert.ok((await running).status >= 400);
    assert.equal((await mine.ask("HEAD", place)).status, 404);
    await site.store.idle();
    await sweepEverything();
    for await (const fault of scrub()) assert.fail(JSON.stringify(fault));
  },
);

onSite(
  "E3 the server says what it can do, and asks for its version and the form token",
  OPEN,
  async (site) => {
    const { maya } = await talk(site);
    const tus = await speaking(maya);
    const told = await tus.ask("OPTIONS", "/uploads");
    assert.equal(told.status, 204);
    assert.equal(told.headers.get("tus-version"), "1.0.0");
    assert.match(told.headers.get("tus-extension")!, /creation,.*checksum/);
    const old = { "tus-resumable": "0.2.2", "upload-length": "1" };
    assert.equal((await tus.ask("POST", "/uploads", old)).status, 412);
    const bare = await maya.request("/uploads", {
      method: "POST",
      headers: { "tus-resumable": "1.0.0", "upload-length": "1" },
    });
    assert.ok([400, 403].includes(bare.status), String(bare.status));
    assert.equal((await tus.ask("OPTIONS", "/conversations")).status, 405);
    const empty = await tus.begin(0, "empty.txt");
    assert.equal(await tus.offset(empty), 0);
    const once = await tus.ask("POST", "/uploads", {
      "upload-length": "5",
      "content-type": "application/offset+octet-stream",
    }, "12345");
    assert.equal(once.status, 201);
    assert.equal(once.headers.get("upload-offset"), "5");
  },
);
