/** Uploads on a real server: the connection is cut, and then the server is killed. */
import assert from "node:assert/strict";
import { bytesOf } from "@/tests/lib/files/_bytes.ts";
import { startServer } from "@/tests/support/server.ts";
import { signUpAt, type Talker } from "@/tests/support/talkers.ts";

const SIZE = 40_000_000;
const KILLS = 2;
/** So much is sent before a kill: enough that some of it was noted. */
const SENT = 9_500_000;

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/**
 * So much of it, a piece every other moment; then the connection is cut, if
 * there is more. `sent` is called once, when enough has gone for a kill.
 */
function slowly(
  bytes: Uint8Array<ArrayBuffer>,
  end: number,
  sent: () => void = () => {},
) {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      await pause(1);
      if (at >= end) {
        if (end < bytes.length) controller.error(new TypeError("cut"));
        else controller.close();
        return;
      }
      controller.enqueue(bytes.slice(at, Math.min(end, at + 65_536)));
      at += 65_536;
      if (at >= SENT) sent();
    },
  }, { highWaterMark: 0 });
}

function uploading({ browser }: Talker, csrf: string) {
  const ask = (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: ReadableStream<Uint8Array>,
  ) =>
    browser.request(path, {
      method,
      headers: { "tus-resumable": "1.0.0", "x-csrf": csrf, ...headers },
      ...(body ? { body } : {}),
    });
  const offset = async (path: string) => {
    const { headers, status } = await ask("HEAD", path, {});
    assert.equal(status, 200);
    return Number(headers.get("upload-offset"));
  };
  const add = (path: string, from: number, body: ReadableStream<Uint8Array>) =>
    ask("PATCH", path, {
      "upload-offset": String(from),
      "content-type": "application/offset+octet-stream",
    }, body);
  return { ask, offset, add };
}

Deno.test("E3 K2 an upload goes on after its connection was cut and after every kill -9, and is the file that was sent", async () => {
  const dataDir = await Deno.makeTempDir({ prefix: "parley-uploads-" });
  const env = { REGISTRATION: "open" };
  try {
    let server = await startServer({ dataDir, env });
    const { port } = server;
    const maya = await signUpAt(server.origin, "maya");
    await signUpAt(server.origin, "jonas");
    const conversation = await maya.converse("direct", ["jonas"], "");
    const tus = uploading(maya, await maya.token());
    const bytes = bytesOf(SIZE);
    const begun = await tus.ask("POST", "/uploads", {
      "upload-length": String(SIZE),
      "upload-metadata": `name ${btoa("film.mp4")}`,
    });
    await begun.body?.cancel();
    const place = begun.headers.get("location")!;

    await tus.add(place, 0, slowly(bytes, SIZE * 0.4)).catch(() => {});
    // What was on its way is still being kept: until then it is somebody else's turn.
    let offset = 0;
    for (
      let tries = 0, before = -1;
      offset === 0 || offset !== before;
      tries++
    ) {
      assert.ok(tries < 100, "the cut was never noticed");
      before = offset;
      await pause(300);
      offset = await tus.offset(place);
    }
    assert.ok(offset <= SIZE * 0.4);

    for (let kill = 0; kill < KILLS; kill++) {
      const rest = bytes.slice(offset);
      const enough = Promise.withResolvers<void>();
      const body = slowly(rest, rest.length, enough.resolve);
      const sending = tus.add(place, offset, body)
        .then((answer) => answer.status, () => 0);
      const early = await Promise.race([enough.promise, sending]);
      assert.equal(early, undefined, "it was refused");
      await server.process.killHard();
      await sending;
      server = await startServer({ dataDir, port, env });
      const now = await tus.offset(place);
      assert.ok(now >= offset, `${now} after ${offset}`);
      offset = now;
      // What seemed to have arrived and is not there would be missed here.
      assert.ok(offset < SIZE, "it was killed too late to prove anything");
    }

    const rest = bytes.slice(offset);
    const last = await tus.add(place, offset, slowly(rest, rest.length));
    assert.equal(last.status, 204);
    const sent = await maya.post(`/conversations/${conversation}/messages`, {
      client_id: crypto.randomUUID(),
      files: place.split("/").at(-1)!,
    });
    assert.equal(sent.status, 303);
    await sent.body?.cancel();
    await maya.browser.open(`/conversations/${conversation}`);
    const [, href] = /href="([^"]*\/files\/[\w-]{10,})"/.exec(
      maya.browser.html,
    )!;
    const got = await (await maya.browser.request(href!)).bytes();
    assert.equal(got.length, SIZE);
    assert.ok(got.every((byte, at) => byte === bytes[at]));
    await server.stop();
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
});
