import assert from "node:assert/strict";
import { build, stop } from "esbuild";
import puppeteer from "puppeteer";
import { contentPolicy } from "@/lib/http/security_headers.ts";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/google-chrome"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

async function findBrowser(): Promise<string | undefined> {
  for (const path of BROWSERS) {
    if (await Deno.stat(path).catch(() => null)) return path;
  }
  return undefined;
}

async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`lib/client/entry/${name}.ts`],
    bundle: true,
    format: "iife",
    write: false,
  });
  return outputFiles[0]!.text;
}

const PAGE = `<!doctype html><html lang="en"><head><title>Page</title>
<script type="module" src="/page.js"></script></head><body>
<form hx-post="/save" hx-target="#out" hx-swap="innerMorph">
<input name="a" value="1"><button>Save</button></form>
<a id="bare" href="/bare" hx-get="/bare" hx-target="#out">Bare</a>
<a id="evil" href="/evil" hx-get="/evil" hx-target="#out">Evil</a>
<b id="code" hx-on:click="globalThis.ran = true">Code</b>
<div id="out">before</div></body></html>`;

/** Answers of a small server under the product's own policy. */
function serve(script: string): Deno.HttpServer<Deno.NetAddr> {
  const headers = {
    "content-type": "text/html",
    "content-security-policy": contentPolicy(new Set()),
  };
  return Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === "/page.js") {
        return new Response(script, {
          headers: { ...headers, "content-type": "text/javascript" },
        });
      }
      const fragment = { ...headers, "x-fragment": "1" };
      if (pathname === "/save") {
        const form = await request.formData();
        const asked = request.headers.get("x-fragment");
        const html = `<i>saved ${form.get("a")}, asked ${asked}</i>`;
        return new Response(html, { headers: fragment });
      }
      if (pathname === "/bare") {
        return new Response("<i>a page</i>", { headers });
      }
      if (pathname === "/evil") {
        const html = "<script>globalThis.ran = true</script><i>evil</i>";
        return new Response(html, { headers: fragment });
      }
      return new Response(PAGE, { headers });
    },
  );
}

Deno.test({
  name: "htmx swaps our fragments under the product's policy, and nothing else",
  ignore: await findBrowser() === undefined,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const server = serve(await bundle("page"));
    await stop();
    const browser = await puppeteer.launch({
      executablePath: (await findBrowser())!,
      args: FLAGS,
    });
    try {
      const page = await browser.newPage();
      const base = `http://127.0.0.1:${server.addr.port}/`;
      await page.goto(base);
      const out = () => page.$eval("#out", (one) => one.innerHTML);
      const rest = () => new Promise((done) => setTimeout(done, 300));
      await page.click("form button");
      await rest();
      assert.equal(await out(), "<i>saved 1, asked 1</i>");
      await page.click("#evil");
      await rest();
      assert.equal(await out(), "<i>saved 1, asked 1</i>");
      await page.click("#code");
      const ran = await page.evaluate(() => "ran" in globalThis);
      assert.equal(ran, false);
      const refused = await page.evaluate(() => {
        try {
          document.body.innerHTML = "<b>";
          return false;
        } catch {
          return true;
        }
      });
      assert.equal(refused, true);
      await Promise.all([page.waitForNavigation(), page.click("#bare")]);
      assert.equal(await out(), "before");
    } finally {
      await browser.close();
      await server.shutdown();
    }
  },
});
