/** Islands in a real browser, under the strictest policy the product sends. */
import assert from "node:assert/strict";
import puppeteer from "puppeteer";
import { buildSite } from "../site.ts";

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

Deno.test("islands come alive in a browser", async (t) => {
  const ask = await buildSite();
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async ({ url }) => {
      const response = await ask(url.slice(url.indexOf("/", 8)));
      response.headers.set("content-security-policy", policy);
      return response;
    },
  );
  await using browser = await puppeteer.launch({
    executablePath: Deno.env.get("CHROMIUM") ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  });
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on("console", (message) => problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(`http://127.0.0.1:${server.addr.port}/islands`);
  await page.waitForSelector("html[data-islands=ready]");
  const texts = () =>
    page.$$eval("output", (all) => all.map((one) => one.textContent));

  await t.step("what the server drew stays as it was", async () => {
    assert.deepEqual(await texts(), ["0 of 1", "0 of 1", "0 of 5"]);
    const label = await page.$eval("button", (one) => one.textContent);
    assert.equal(label, "One </script><b>");
  });

  await t.step("one signal given to two islands stays one", async () => {
    await page.click("main > p:nth-of-type(1) button");
    await page.click("main > p:nth-of-type(2) button");
    await page.waitForFunction(() => document.querySelectorAll("b").length > 1);
    assert.deepEqual(await texts(), ["1 of 3", "1 of 3", "0 of 5"]);
  });

  await t.step("ids are the server's, and differ between islands", async () => {
    const ids = await page.$$eval("button", (all) => all.map((one) => one.id));
    assert.equal(new Set(ids).size, 3);
    const targets = await page.$$eval(
      "output",
      (all) => all.map((one) => one.getAttribute("for")),
    );
    assert.deepEqual(targets, ids);
  });

  await t.step("what an island adds stays inside its markers", async () => {
    const order = await page.$eval("main", (main) => {
      return [...main.childNodes].map((one) =>
        one.nodeType === 8 ? one.nodeValue : one.nodeName
      );
    });
    assert.deepEqual(order, [
      ...["i:0", "P", "/i", "i:1", "P", "/i"],
      ...["i:2", "TIME", "SMALL", "/i", "i:3", "SECTION", "/i", "P"],
    ]);
  });

  await t.step("an island inside another one is alive too", async () => {
    await page.click(".outer button");
    await page.waitForSelector(".outer b");
    assert.equal((await texts())[2], "1 of 6");
  });

  await t.step("each module is fetched once, and nothing complains", () => {
    assert.deepEqual(problems, []);
    const modules = requests.filter((url) => url.endsWith(".js"));
    assert.equal(new Set(modules).size, modules.length);
    assert.ok(modules.length >= 3);
  });
});
