/** Every way of reading brings the same in the same order, also across a cut. */
import assert from "node:assert/strict";
import { story, waitForText } from "../support/browser.ts";
import { eventsOf, rowsOf } from "../support/readers.ts";
import { sentence } from "./sentences.ts";

/** A line between browser and server that can be cut. */
class Line {
  readonly #listener: Deno.TcpListener;
  readonly #open = new Set<Deno.Conn>();
  #isCut = false;

  constructor(readonly to: number) {
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.#run();
  }

  get port(): number {
    return (this.#listener.addr as Deno.NetAddr).port;
  }

  async #run(): Promise<void> {
    for await (const near of this.#listener) {
      if (this.#isCut) near.close();
      else this.#join(near);
    }
  }

  async #join(near: Deno.Conn): Promise<void> {
    const far = await Deno.connect({ hostname: "127.0.0.1", port: this.to });
    for (const one of [near, far]) this.#open.add(one);
    await Promise.all([
      near.readable.pipeTo(far.writable).catch(() => {}),
      far.readable.pipeTo(near.writable).catch(() => {}),
    ]);
    for (const one of [near, far]) this.#open.delete(one);
  }

  /** Every connection breaks at once, and none can be made. */
  cut(): void {
    this.#isCut = true;
    for (const one of this.#open) {
      try {
        one.close();
      } catch { /* closed by its own end */ }
    }
    this.#open.clear();
  }

  mend(): void {
    this.#isCut = false;
  }

  close(): void {
    this.cut();
    this.#listener.close();
  }
}

story(
  "K5 stream, framed log and reload agree in content and order, and a reconnect replays exactly what was missed",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const amina = await stage.person("amina", "Amina Khalil");
    const id = await maya.start([jonas, amina], { name: "Harbour trip" });
    const path = `/conversations/${id}`;
    const sent = 30;

    await step(
      "thirty messages by two people come alike by every road",
      async () => {
        const cut = new AbortController();
        const stream = eventsOf(
          await maya.plain.request("/live", { signal: cut.signal }),
        );
        const log = await maya.plain.request(`${path}/log`, {
          signal: cut.signal,
        });
        const framed = log.body!.pipeThrough(new TextDecoderStream())
          .getReader();
        for (let i = 0; i < sent / 2; i++) {
          await Promise.all([
            jonas.send(id, sentence(i)),
            amina.send(id, sentence(i + 20)),
          ]);
        }
        const bySse: string[] = [];
        while (bySse.length < sent) {
          const { value } = await stream.next();
          if (value?.event === "message") bySse.push(value.html);
        }
        let html = "";
        while (rowsOf(html).length < sent + 1) {
          html += (await framed.read()).value ?? "";
        }
        await maya.plain.open(path);
        const byReload = rowsOf(maya.plain.html).slice(1);
        assert.equal(byReload.length, sent);
        assert.deepEqual(rowsOf(html).slice(1), byReload, "framed log");
        assert.deepEqual(rowsOf(bySse.join("")), byReload, "stream");
        assert.deepEqual(
          byReload.map(({ seq }) => seq),
          Array.from({ length: sent }, (_, i) => i + 2),
        );
        await stream.return();
        await framed.cancel();
        cut.abort();
      },
    );

    await step(
      "twenty messages while the line is cut arrive once each, in order, without a reload",
      async () => {
        const line = new Line(stage.server.port);
        try {
          const tab = await maya.tab();
          const { page } = tab;
          await page.goto(`http://localhost:${line.port}${path}`);
          await page.waitForSelector("html[data-islands=ready]");
          await jonas.send(id, "before the cut");
          await waitForText(page, ".message", "before the cut");
          await page.evaluate(() => {
            document.documentElement.dataset.stayed = "yes";
          });
          line.cut();
          await page.waitForSelector(".connection:not([hidden])");
          for (let i = 0; i < 20; i++) await jonas.send(id, `missed ${i}`);
          assert.equal((await page.$$("text/missed")).length, 0);
          line.mend();
          await waitForText(page, ".message", "missed 19");
          await jonas.send(id, "after the cut");
          await waitForText(page, ".message", "after the cut");
          const texts = await page.$$eval(
            ".flow .message .body",
            (all) => all.map((one) => one.textContent?.trim()).slice(-22),
          );
          assert.deepEqual(texts, [
            "before the cut",
            ...Array.from({ length: 20 }, (_, i) => `missed ${i}`),
            "after the cut",
          ]);
          assert.equal(
            await page.evaluate(() => document.documentElement.dataset.stayed),
            "yes",
          );
          await page.waitForSelector(".connection:not([hidden])", {
            hidden: true,
          });
          // The browser reports the lost line, and nothing else.
          const others = tab.problems.filter((one) => !/net::ERR_/.test(one));
          tab.problems.splice(0, Infinity, ...others);
          await page.close();
        } finally {
          line.close();
        }
      },
    );
  },
);
