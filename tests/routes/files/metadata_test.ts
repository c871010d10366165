/** What photos tell about whoever took them. */
import assert from "node:assert/strict";
import {
  bytes,
  chunk,
  exif,
  gif,
  GPS,
  jpeg,
  png,
  riff,
  segment,
  webp,
} from "@/tests/lib/accounts/_pictures.ts";
import { scrub } from "@/lib/files/scrub.ts";
import { sweepEverything } from "@/lib/files/sweep.ts";
import { onSite, type Site } from "@/tests/support/app.ts";
import { sendFiles } from "@/tests/support/send_files.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };
const words = bytes(GPS);
const latin = new TextDecoder("latin1");

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  await jonas.open("/conversations/new");
  await jonas.submit("/conversations", { kind: "direct", members: "maya" });
  return { maya, jonas, path: jonas.path };
}

/** A box of a film. */
function box(name: string, ...parts: (number | string | Uint8Array)[]) {
  const body = bytes(...parts);
  const size = body.length + 8;
  return bytes(
    size >> 24,
    size >> 16 & 255,
    size >> 8 & 255,
    size & 255,
    name,
    body,
  );
}

function film() {
  const told = box("udta", box("\xa9xyz", words));
  const header = box("mvhd", 0, 0, 0, 0, "MADE", "WHEN", new Uint8Array(88));
  const moov = box("moov", header, told, box("trak", box("meta", words)));
  return bytes(box("ftyp", "isom", 0, 0, 0, 0), moov, box("mdat", "pictures"));
}

/** A HEIC: one picture, and EXIF as an item at the very end. */
function heic() {
  const entry = (id: number, type: string) =>
    box("infe", 2, 0, 0, 0, 0, id, 0, 0, type, 0);
  const make = (exifAt: number) => {
    const place = [0, 2, 0, 0, 0, 1, 0, 0, 0, exifAt, 0, 0, 0, words.length];
    const meta = box(
      "meta",
      bytes(0, 0, 0, 0),
      box("iinf", 0, 0, 0, 0, 0, 2, entry(1, "hvc1"), entry(2, "Exif")),
      box("iloc", 0, 0, 0, 0, 0x44, 0, 0, 1, ...place),
      box("iprp", box("ipco", box("ispe", new Uint8Array(7), 40, 0, 0, 0, 30))),
    );
    const head = bytes(box("ftyp", "heic", 0, 0, 0, 0), meta);
    return { file: bytes(head, box("mdat", "pixels", words)), head };
  };
  return make(make(0).head.length + 8 + 6).file;
}

/** Photos and films that say where they were taken, each in its way. */
const told: readonly (readonly [name: string, file: Uint8Array])[] = [
  ["exif.jpg", jpeg({ extra: exif(6) })],
  ["remark.jpg", jpeg({ extra: segment(0xfe, words) })],
  ["iptc.jpg", jpeg({ extra: segment(0xed, words) })],
  ["behind.jpg", bytes(jpeg(), "film behind the end", words)],
  ["text.png", png({ extra: chunk("tEXt", bytes("Comment\0", words)) })],
  ["exif.png", png({ extra: chunk("eXIf", words) })],
  ["exif.webp", webp({ extra: riff("EXIF", words) })],
  ["remark.gif", gif()],
  ["photo.heic", heic()],
  ["film.mp4", film()],
];

async function sent(site: Site, more: Record<string, string>) {
  const { maya, jonas, path } = await talk(site);
  const files = told.map(([name, file]) => new File([file as BlobPart], name));
  await sendFiles(maya, path, files, more);
  assert.equal(maya.path, path, maya.html);
  await jonas.open(path);
  const links = [
    ...jonas.html.matchAll(/href="([^"]*\/files\/[A-Za-z0-9_-]{10,})"/g),
  ].map(([, href]) => href!);
  const paths = [...new Set(links)];
  assert.equal(paths.length, told.length);
  const got: Uint8Array[] = [];
  for (const one of paths) got.push(await (await jonas.request(one)).bytes());
  return got;
}

onSite(
  "E7 a photo with GPS tags has none when it is downloaded, and is still the same picture",
  OPEN,
  async (site) => {
    const got = await sent(site, {});
    for (const [i, [name, file]] of told.entries()) {
      assert.ok(latin.decode(file).includes(GPS), name);
      assert.ok(!latin.decode(got[i]).includes("GPS"), name);
    }
    const [turned, remark, , behind, text, , , moving, boxed, film] = got;
    // How it is turned is kept, and nothing else of EXIF.
    assert.match(latin.decode(turned), /Exif\0\0MM/);
    assert.deepEqual(remark, jpeg());
    assert.deepEqual(behind, jpeg());
    assert.deepEqual(text, png());
    // Both frames are there.
    assert.equal(latin.decode(moving).split("\x21\xf9\x04").length, 3);
    assert.match(latin.decode(boxed), /pixels\0+$/);
    // Nothing in a film moves: what is found by its distance still is.
    assert.equal(film!.length, told.at(-1)![1].length);
    assert.ok(!/MADE|WHEN/.test(latin.decode(film)));
    assert.match(latin.decode(film), /pictures$/);
  },
);

onSite(
  "E7 whoever ticks “original” sends the photo with everything that is in it",
  OPEN,
  async (site) => {
    const got = await sent(site, { original: "on" });
    for (const [i, [name, file]] of told.entries()) {
      assert.deepEqual(got[i], file, name);
    }
  },
);

onSite(
  "E7 a photo that is too damaged to look for tags is refused with a sentence and nothing is lost",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    const broken = bytes(0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, words);
    const files = [
      new File([broken], "broken.jpg"),
      new File(["well"], "note.txt"),
    ];
    await sendFiles(maya, path, files, { text: "Look" });
    assert.match(maya.html, /data-error-for="files"/);
    assert.match(maya.html, /broken\.jpg/);
    assert.match(maya.html, /Look/);
    assert.match(maya.html, /note\.txt/);
  },
);

onSite(
  "E7 a photo that came in parts loses its tags, too, and nothing of it stays behind",
  OPEN,
  async (site) => {
    const { jonas, path } = await talk(site);
    await jonas.open("/conversations/new");
    const csrf = new Map(jonas.form("/conversations").fields).get("csrf")!;
    const tus = { "tus-resumable": "1.0.0", "x-csrf": csrf };
    const file = jpeg({ extra: exif(6) });
    const made = await jonas.request("/uploads", {
      method: "POST",
      headers: {
        ...tus,
        "upload-length": String(file.length),
        "upload-metadata": `name ${bytes("photo.jpg").toBase64()}`,
      },
    });
    const upload = made.headers.get("location")!;
    const kept = await jonas.request(upload, {
      method: "PATCH",
      headers: {
        ...tus,
        "upload-offset": "0",
        "content-type": "application/offset+octet-stream",
      },
      body: file,
    });
    assert.equal(kept.status, 204);
    const id = upload.split("/").at(-1)!;
    await sendFiles(jonas, path, [], { files: id });
    assert.equal(jonas.path, path, jonas.html);
    const [, href] = /href="([^"]*\/files\/[A-Za-z0-9_-]{10,})"/
      .exec(jonas.html)!;
    const got = latin.decode(await (await jonas.request(href!)).bytes());
    assert.ok(!got.includes("GPS"));
    assert.match(got, /Exif\0\0MM/);
    await sweepEverything();
    assert.deepEqual(await Array.fromAsync(scrub()), []);
  },
);
