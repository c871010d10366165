import assert from "node:assert/strict";
import http2 from "node:http2";
import { behindGate } from "./raw_http.ts";

Deno.test("gate() takes the host of an HTTP/2 request from its address", async () => {
  await behindGate((req) => new Response(req.url), async (server) => {
    const session = http2.connect(`http://127.0.0.1:${server.port}`);
    const ask = (authority: string) =>
      new Promise<number>((tell, fail) => {
        const stream = session.request({
          ":path": "/x",
          ":authority": authority,
        });
        stream.on("response", (headers) => tell(Number(headers[":status"])));
        stream.on("error", fail);
        stream.resume();
        stream.end();
      });
    assert.equal(await ask("chat.example.org"), 200);
    assert.equal(await ask("evil.example"), 421);
    await new Promise<void>((tell) => session.close(tell));
  }, { ORIGIN: "https://chat.example.org" });
});
