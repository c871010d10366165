import assert from "node:assert/strict";
import { readForm } from "@/lib/http/forms.ts";
import { behindGate, statusIn } from "./raw_http.ts";

const echo = async (req: Request) =>
  new Response(String((await req.text()).length));

Deno.test("gate() stops a body that is announced too large before it arrives", async () => {
  await behindGate(echo, async (server) => {
    const answer = await server.raw(
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 50000000\r\n\r\n",
    );
    assert.equal(statusIn(answer), 413);
    const fits = await server.fetch("/", {
      method: "POST",
      body: "x".repeat(1000),
    });
    assert.equal(await fits.text(), "1000");
  });
});

Deno.test("gate() stops a body that grows over its limit while it arrives", async () => {
  await behindGate(
    echo,
    async (server) => {
      const chunk = `3e8\r\n${"x".repeat(1_000)}\r\n`;
      const answer = await server.raw(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" +
          chunk.repeat(20),
      );
      assert.equal(statusIn(answer), 413);
      assert.match(answer, /larger than the 9.8 KiB/);
    },
    {},
    { bodyLimit: () => 10_000 },
  );
});

Deno.test("gate() gives up on a body that stops arriving: 408, also for a form", async () => {
  const quick = { patience: { first: 150, bytesPerSecond: 1_024 } };
  const half = (path: string) =>
    `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n` +
    "Content-Type: application/x-www-form-urlencoded\r\n\r\ntext=half";
  await behindGate(
    async (req) => {
      if (req.url.endsWith("/form")) {
        return new Response(
          (await readForm(req)).text("text"),
        );
      }
      return await echo(req);
    },
    async (server) => {
      assert.equal(statusIn(await server.raw(half("/plain"), 2_000)), 408);
      assert.equal(statusIn(await server.raw(half("/form"), 2_000)), 408);
    },
    {},
    quick,
  );
});

Deno.test("gate() caps slow bodies of one net and lets everybody else in", async () => {
  const options = {
    caps: { requests: 100, bodies: 10, bodiesOfOneNet: 2 },
    patience: { first: 400, bytesPerSecond: 1_024 },
  };
  await behindGate(
    echo,
    async (server) => {
      const slow = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx";
      const held = [server.raw(slow, 3_000), server.raw(slow, 3_000)];
      await new Promise((tell) => setTimeout(tell, 100));
      const refused = await server.raw(slow, 300);
      assert.equal(statusIn(refused), 503);
      assert.match(refused, /retry-after: 2/);
      const get = await server.fetch("/");
      assert.equal(get.status, 200);
      await get.body?.cancel();
      for (const answer of await Promise.all(held)) {
        assert.equal(
          statusIn(answer),
          408,
        );
      }
      const later = await server.fetch("/", { method: "POST", body: "123" });
      assert.equal(await later.text(), "3");
    },
    {},
    options,
  );
});

Deno.test("gate() counts a body out when its handler never reads it", async () => {
  const options = { caps: { requests: 100, bodies: 2, bodiesOfOneNet: 2 } };
  await behindGate(
    () => new Response("ignored"),
    async (server) => {
      for (let i = 0; i < 6; i++) {
        const res = await server.fetch("/", { method: "POST", body: "x" });
        assert.equal(res.status, 200);
        await res.text();
        await new Promise((tell) => setTimeout(tell, 20));
      }
    },
    {},
    options,
  );
});

Deno.test("gate() passes a stream through as it comes, and ends it with its reader", async () => {
  let ended = 0;
  await behindGate(() => {
    let timer = 0;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const beat = new TextEncoder().encode(": beat\n\n");
        controller.enqueue(beat);
        timer = Number(setInterval(() => controller.enqueue(beat), 20));
      },
      cancel() {
        clearInterval(timer);
        ended++;
      },
    }, { highWaterMark: 0 });
    return new Response(body, {
      headers: { "content-type": "text/event-stream" },
    });
  }, async (server) => {
    const stop = new AbortController();
    const res = await server.fetch("/live", { signal: stop.signal });
    const reader = res.body!.getReader();
    const first = await reader.read();
    assert.match(new TextDecoder().decode(first.value), /^: beat/);
    await reader.read();
    stop.abort();
    await reader.closed.catch(() => {});
    for (let i = 0; i < 50 && ended === 0; i++) {
      await new Promise((tell) => setTimeout(tell, 20));
    }
    assert.equal(ended, 1);
    // HEAD of the same address must not leave a stream running either.
    const head = await server.fetch("/live", { method: "HEAD" });
    assert.equal(head.status, 200);
    for (let i = 0; i < 50 && ended === 1; i++) {
      await new Promise((tell) => setTimeout(tell, 20));
    }
    assert.equal(ended, 2);
  });
});
