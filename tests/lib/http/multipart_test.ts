import assert from "node:assert/strict";
import fc from "fast-check";
import { Invalid, Problem } from "@/lib/errors.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { readFirstTexts, readForm } from "@/lib/http/forms.ts";

const TYPE = "multipart/form-data; boundary=b";
const bytesOf = (text: string) => new TextEncoder().encode(text);

function field(name: string, text: string): string {
  return `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
}

function file(name: string, filename: string, text: string): string {
  return `--b\r\nContent-Disposition: form-data; name="${name}"; ` +
    `filename="${filename}"\r\nContent-Type: text/plain\r\n\r\n${text}\r\n`;
}

/** A form that comes in these pieces; `pulled` counts them. */
function arriving(pieces: Iterable<Uint8Array | string>) {
  const rest = pieces[Symbol.iterator]();
  const seen = { pulled: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = rest.next();
      if (done) return controller.close();
      seen.pulled++;
      controller.enqueue(typeof value === "string" ? bytesOf(value) : value);
    },
    cancel() {
      seen.cancelled = true;
    },
  }, { highWaterMark: 0 });
  const req = new Request("http://localhost/", {
    method: "POST",
    body,
    headers: { "content-type": TYPE },
  });
  return { req, seen };
}

Deno.test("a form in pieces of any size is what the platform reads of it whole", async () => {
  const text = fc.string({ unit: "grapheme", maxLength: 40 })
    .filter((one) => one.isWellFormed() && !one.includes("\0"));
  const binary = fc.uint8Array({ maxLength: 300 });
  const some = fc.array(
    fc.tuple(fc.constantFrom("a", "b"), fc.oneof(text, binary)),
    {
      minLength: 1,
      maxLength: 6,
    },
  );
  await fc.assert(
    fc.asyncProperty(
      some,
      fc.integer({ min: 1, max: 97 }),
      async (fields, size) => {
        const data = new FormData();
        for (const [name, value] of fields) {
          if (typeof value === "string") data.append(name, value);
          else {data.append(
              name,
              new File([new Uint8Array(value)], `${name} \\ü.txt`),
            );}
        }
        const sent = new Response(data);
        const type = sent.headers.get("content-type")!;
        const bytes = await sent.bytes();
        const pieces = [];
        for (let at = 0; at < bytes.length; at += size) {
          pieces.push(bytes.slice(at, at + size));
        }
        const { req } = arriving(pieces);
        req.headers.set("content-type", type);
        const mine = await readForm(req);
        const theirs = await new Response(bytes, {
          headers: { "content-type": type },
        }).formData();
        for (const name of ["a", "b"]) {
          const [texts, files] = [[] as string[], [] as File[]];
          for (const value of theirs.getAll(name)) {
            if (typeof value === "string") texts.push(value);
            else files.push(value);
          }
          assert.deepEqual(mine.keptAll[name] ?? [], texts);
          const got = mine.files(name);
          assert.deepEqual(
            got.map((one) => one.name),
            files.map((one) => one.name),
          );
          for (const [i, one] of got.entries()) {
            assert.deepEqual(await one.bytes(), await files[i]!.bytes());
          }
        }
      },
    ),
    { numRuns: 150 },
  );
});

Deno.test("texts before the first file are known before any of the file has come", async () => {
  const { req, seen } = arriving([
    field("csrf", "t") + field("text", "hello"),
    file("files", "a.txt", "x").slice(0, -3),
    "never asked for",
  ]);
  const first = await readFirstTexts(req);
  assert.equal(first.text("csrf"), "t");
  assert.equal(first.text("text"), "hello");
  assert.equal(seen.pulled, 2);
});

Deno.test("a file of 64 MB goes by a few pieces at a time, as fast as it is taken", async () => {
  const piece = new Uint8Array(65_536).fill(7);
  const { req, seen } = arriving(function* () {
    yield field("text", "hello") + file("files", "big", "").slice(0, -2);
    for (let i = 0; i < 1_024; i++) yield piece;
    yield "\r\n" + field("after", "too") + "--b--\r\n";
  }());
  let size = 0;
  const form = await readForm(req, {
    limit: 100_000_000,
    takes: {
      files: async ({ bytes, filename }) => {
        for await (const part of bytes) {
          size += part.length;
          const taken = Math.floor(size / piece.length);
          assert.ok(
            seen.pulled - taken < 4,
            `${seen.pulled} came, ${taken} taken`,
          );
        }
        return `kept-${filename}`;
      },
    },
  });
  assert.equal(size, 1_024 * piece.length);
  assert.equal(form.text("files"), "kept-big");
  assert.equal(form.text("after"), "too");
});

Deno.test("a refused file loses neither the texts nor the files that did arrive", async () => {
  const { req } = arriving([
    field("text", "typed") + file("files", "one", "11") +
    file("files", "two", "22222") + file("files", "three", "33") +
    file("other", "four", "44") + field("late", "too") + "--b--",
  ]);
  const refusal = await attempt(
    { req } as Parameters<typeof attempt>[0],
    () => assert.fail("the deed was tried"),
    {
      limit: 10_000,
      takes: {
        files: async ({ filename, bytes }) => {
          for await (const part of bytes) {
            // Read in part only: the next file comes all the same.
            if (part.length > 2) {
              throw new Invalid({ files: { key: "error.invalid" } });
            }
          }
          return filename;
        },
      },
      page: (refused: Refusal) => refused,
    },
  ) as Refusal;
  assert.equal(refusal.status, 422);
  assert.equal(refusal.kept.text, "typed");
  assert.equal(refusal.kept.late, "too");
  assert.deepEqual(refusal.keptAll.files, ["one", "three"]);
  assert.deepEqual(Object.keys(refusal.fields), ["files"]);
});

Deno.test("a body over its limit stops coming, and its texts are kept", async () => {
  const { req, seen } = arriving(function* () {
    yield field("text", "typed") + file("files", "big", "").slice(0, -2);
    for (;;) yield new Uint8Array(100_000);
  }());
  const form = await readForm(req, {
    limit: 1_000_000,
    takes: {
      files: async ({ bytes }) => {
        for await (const _ of bytes);
        return "whole";
      },
    },
  });
  assert.equal(form.problem?.status, 413);
  assert.equal(form.text("text"), "typed");
  assert.equal(form.has("files"), false);
  assert.equal(seen.pulled, 11);
  assert.ok(seen.cancelled);
});

Deno.test("a cut body is no whole file: who takes it is told", async () => {
  let told: unknown;
  const { req } = arriving([
    field("text", "typed") + file("files", "cut", "half").slice(0, -2),
  ]);
  const form = await readForm(req, {
    limit: 1_000,
    takes: {
      files: async ({ bytes }) => {
        try {
          for await (const _ of bytes);
        } catch (error) {
          told = error;
          throw error;
        }
        return "whole";
      },
    },
  });
  assert.ok(told instanceof Problem);
  assert.equal(form.problem?.status, 400);
  assert.equal(form.has("files"), false);
});

Deno.test("headers, texts and parts without end are refused", async () => {
  const status = async (pieces: Iterable<string>) => {
    try {
      await readForm(arriving(pieces).req, { limit: 50_000_000 });
      return 200;
    } catch (error) {
      assert.ok(error instanceof Problem, String(error));
      return error.status;
    }
  };
  const long = "x".repeat(10_000);
  assert.equal(await status([field("a", "1") + "--b--"]), 200);
  assert.equal(await status([field(long, "1") + "--b--"]), 400);
  assert.equal(await status([`--b\r\nX: ${long}`, long, long]), 400);
  assert.equal(await status([long + "\r\n" + field("a", "1") + "--b--"]), 400);
  assert.equal(await status([field("a", "1").repeat(1_001) + "--b--"]), 400);
  assert.equal(await status(["--b\r\nX: y\r\n\r\nz\r\n--b--"]), 400);
  assert.equal(await status(["--b?? form"]), 400);
  const endless = function* () {
    yield field("a", "").slice(0, -2);
    for (;;) yield long;
  };
  assert.equal(await status(endless()), 413);
});

Deno.test("names of files come as they were meant, whatever wrote them", async () => {
  const names = async (written: string) =>
    (await readForm(arriving([file("f", written, "x") + "--b--"]).req))
      .files("f")[0]?.name;
  assert.equal(await names("a%22b%0D%0A.txt"), 'a"b\r\n.txt');
  assert.equal(await names('a\\"; name=\\"g.txt'), 'a"; name="g.txt');
  assert.equal(await names("C:\\temp\\a.txt"), "C:\\temp\\a.txt");
  assert.equal(await names("100%.txt"), "100%.txt");
});
