/** Link previews against a hostile site: nothing of it reaches further than one card. */
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { askPage, useWayOut } from "@/lib/messages/_ask_page.ts";
import { useOutgoing } from "@/lib/outgoing/policy.ts";
import { useResolver } from "@/lib/outgoing/resolve.ts";
import { html, NAME, withLinkedSite } from "@/tests/support/linked_site.ts";
import { gif, png } from "@/tests/lib/accounts/_pictures.ts";
import { storeTest } from "@/tests/support/store.ts";

const TITLE = "<title>Fine</title>";

storeTest(
  "B19 private addresses are refused: written, behind a name, and where a public page leads",
  async () => {
    const to = (address: string) =>
      new Response(null, { status: 302, headers: { location: address } });
    const names: Record<string, string[]> = {
      "inside.example": ["127.0.0.1"],
      "half.example": ["8.8.8.8", "10.0.0.1"],
      "metadata.example": ["169.254.169.254"],
    };
    await withLinkedSite(
      (path) =>
        path.startsWith("/to?")
          ? to(decodeURIComponent(path.slice(4)))
          : path === "/picture"
          ? html(`${TITLE}<meta property=og:image content=http://127.0.0.1/x>`)
          : html(TITLE),
      async ({ origin, port, asked }) => {
        assert.equal((await askPage(`${origin}/fine`))?.title, "Fine");
        asked.length = 0;
        for (
          const address of [
            `http://127.0.0.1:${port}/`,
            "http://127.0.0.1/",
            "http://127.1/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://0x7f.1/",
            "http://10.0.0.1/",
            "http://169.254.169.254/latest/meta-data",
            "http://inside.example/",
            "http://half.example/",
            "http://metadata.example/",
            "file:///etc/passwd",
            "http://me:secret@linked.example/",
          ]
        ) {
          assert.equal(await askPage(address), null, address);
          const led = `${origin}/to?${encodeURIComponent(address)}`;
          assert.equal(await askPage(led), null, `led to ${address}`);
        }
        assert.ok(asked.every((path) => path.startsWith("/to?")));
        const { title, picture } = (await askPage(`${origin}/picture`))!;
        assert.deepEqual([title, picture], ["Fine", undefined]);
      },
      (name, kind) => kind === "A" ? names[name] ?? [] : [],
    );
  },
);

storeTest(
  "B19 a name that changes its mind between the look and the call is called where it was looked at",
  async () => {
    const looks: string[] = [];
    await withLinkedSite(() => html(TITLE), async ({ origin, asked }) => {
      const forget = useResolver((name, kind) => {
        if (kind === "AAAA") return Promise.resolve([]);
        looks.push(name);
        return Promise.resolve([looks.length === 1 ? "127.0.0.1" : "10.9.9.9"]);
      });
      try {
        assert.ok(await askPage(`${origin}/`));
      } finally {
        forget();
      }
      assert.deepEqual([looks, asked], [[NAME], ["/"]]);
    });
  },
);

storeTest(
  "B19 huge, endless, slow, packed and broken answers cost a bounded piece of time and memory, and give no card or a plain one",
  async () => {
    const zeros = new Uint8Array(60_000_000);
    const bomb = new Uint8Array(gzipSync(zeros));
    const endless = (beat: number) =>
      new ReadableStream<Uint8Array>({
        async pull(controller) {
          if (beat) await new Promise((done) => setTimeout(done, beat));
          controller.enqueue(new Uint8Array(beat ? 1 : 65_536).fill(60));
        },
      });
    const as = (type: string, body: BodyInit, more = {}) =>
      new Response(body, { headers: { "content-type": type, ...more } });
    const packed = { "content-encoding": "gzip" };
    const answers: Record<string, () => Response> = {
      "/long": () => html(TITLE + "<meta>".repeat(200_000)),
      "/endless": () => as("text/html", endless(0)),
      "/slow": () => as("text/html", endless(50)),
      "/bomb": () => as("text/html", bomb, packed),
      "/torn": () => as("text/html", bomb.subarray(0, 900), packed),
      "/odd": () => as("text/html", TITLE, { "content-encoding": "br" }),
      "/pdf": () => as("application/pdf", TITLE),
      "/script": () => as("text/javascript", TITLE),
      "/none": () => new Response(TITLE, { headers: { "content-type": "" } }),
      "/gone": () => new Response(TITLE, { status: 404 }),
      "/round": () =>
        new Response(null, { status: 301, headers: { location: "/round" } }),
      "/untitled": () => html("<title> \u202e </title>"),
      "/lies": () => html(`${TITLE}<meta property=og:image content=/page>`),
      "/moves": () => html(`${TITLE}<meta property=og:image content=/gif>`),
      "/large": () => html(`${TITLE}<meta property=og:image content=/wide>`),
      "/heavy": () => html(`${TITLE}<meta property=og:image content=/endless>`),
      "/svg": () => html(`${TITLE}<meta property=og:image content=/drawing>`),
      "/gif": () => as("image/png", gif()),
      "/page": () => as("image/png", TITLE),
      "/wide": () => as("image/png", png({ width: 9_000, pixels: false })),
      "/drawing": () => as("image/svg+xml", "<svg xmlns='x'/>"),
    };
    await withLinkedSite(
      (path) => answers[path]!(),
      async ({ origin }) => {
        const before = performance.now();
        const cards = new Map<string, string | undefined>();
        for (const path of Object.keys(answers)) {
          const card = await askPage(origin + path);
          cards.set(path, card?.title);
          assert.deepEqual(card?.pieces ?? [], [], path);
        }
        const fine = ["/long", "/lies", "/moves", "/large", "/heavy", "/svg"];
        for (const [path, title] of cards) {
          assert.equal(title, fine.includes(path) ? "Fine" : undefined, path);
        }
        assert.ok(performance.now() - before < 15_000);
      },
      undefined,
      { timeout: 700 },
    );
  },
);

storeTest(
  "B19 what a page says of itself is a line of words and nothing else",
  async () => {
    const pages: Record<string, [string, string]> = {
      "/markup": [
        '<meta property="og:title" content="<img src=x onerror=alert(1)> & co">',
        "<img src=x onerror=alert(1)> & co",
      ],
      "/turned": [
        "<title>safe\u202egpj.exe\u0000\u200b</title>",
        "safegpj.exe",
      ],
      "/lines": ["<title>\n one\r\n\ttwo  </title>", "one two"],
      "/twice": ["<title>first</title><title>second</title>", "first"],
      "/entities": [
        "<title>&lt;b&gt; &#x1F600; caf&eacute;</title>",
        "<b> 😀 café",
      ],
      "/long": [`<title>${"ab ".repeat(500)}</title>`, ""],
    };
    await withLinkedSite((path) =>
      path === "/latin"
        ? new Response(
          Uint8Array.from(
            [..."<title>caf\xe9</title>"].map((one) => one.charCodeAt(0)),
          ),
          { headers: { "content-type": "text/html; charset=iso-8859-1" } },
        )
        : path === "/nonsense"
        ? html("<title>café</title>", "text/html; charset=no-such-thing")
        : html(pages[path]![0]), async ({ origin }) => {
      for (const [path, [, title]] of Object.entries(pages)) {
        const card = await askPage(origin + path);
        if (title) assert.equal(card?.title, title, path);
        else assert.ok([...card!.title].length <= 141);
      }
      assert.equal((await askPage(`${origin}/latin`))?.title, "café");
      assert.equal((await askPage(`${origin}/nonsense`))?.title, "café");
    });
  },
);

storeTest(
  "B19 with OUTGOING=off nothing goes out, and a page that gave nothing is not asked again at once",
  async () => {
    useOutgoing({ open: false, privateHosts: [] });
    const forget = useResolver(() => Promise.resolve(["8.8.8.8"]));
    assert.equal(await askPage("https://closed.example/"), null);
    forget();
    let tries = 0;
    const back = useWayOut(() => {
      tries++;
      return Promise.resolve(new Response(null, { status: 500 }));
    });
    try {
      const all = await Promise.all(
        Array.from({ length: 9 }, () => askPage("https://down.example/")),
      );
      assert.deepEqual(new Set(all), new Set([null]));
      await askPage("https://down.example/");
      assert.equal(tries, 1);
    } finally {
      back();
    }
  },
);
