/** The main job: two strangers find each other and talk, one of them without scripts. */
import assert from "node:assert/strict";
import type { Frame, Page } from "puppeteer";
import { arrive, PASSWORD, story, waitForText } from "../support/browser.ts";

/** Fills in a form of the page and waits for what it leads to. */
async function submit(
  page: Page,
  action: string,
  fields: Record<string, string>,
): Promise<void> {
  const form = `form[action="${action}"]`;
  for (const [name, value] of Object.entries(fields)) {
    await page.type(`${form} [name=${name}]`, value);
  }
  await arrive(page, () => page.click(`${form} button[type=submit]`));
}

/** The texts of all messages on the page. */
async function textsOf(page: Page): Promise<string[]> {
  return await page.$$eval(
    ".flow .message .body",
    (all) => all.map((one) => one.textContent?.trim() ?? ""),
  );
}

/** The framed log's present content. It is read from outside: its own scripts are off. */
async function readFrame(page: Page, text: string): Promise<string> {
  const isLog = (frame: Frame) => frame.url().includes("/log");
  const until = Date.now() + 8_000;
  for (;;) {
    const html = await page.frames().find(isLog)?.content().catch(() => "") ??
      "";
    if (html.includes(text)) return html;
    if (Date.now() > until) {
      throw new Error(`The framed log never said "${text}": ${html}`);
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}

story(
  "A1 B1 K3 the first person invites another, who joins without scripts, and they talk live",
  async (stage, step) => {
    const maya = await stage.tab();
    const jonas = await stage.tab({ scripts: false });
    let invite = "";

    await step("the first visitor starts the server", async () => {
      await maya.open("/");
      assert.equal(new URL(maya.page.url()).pathname, "/sign-up");
      await submit(maya.page, "/sign-up", {
        username: "maya",
        name: "Maya Lind",
        password: PASSWORD,
      });
      assert.equal(new URL(maya.page.url()).pathname, "/admin");
    });

    await step("a stranger cannot come in without an invite", async () => {
      await jonas.open("/sign-up");
      assert.equal(await jonas.page.$("form[action='/sign-up']"), null);
      // The refusal is a 403, which Chromium reports on the console.
      jonas.problems.length = 0;
    });

    await step("the administrator makes an invite link", async () => {
      const form = await maya.page.waitForSelector(
        "form:has([value=create-invite])",
      );
      await Promise.all([
        maya.page.waitForResponse((response) =>
          response.request().method() === "POST"
        ),
        form!.$eval(
          "[value=create-invite], button",
          (button) =>
            (button.closest("form") as HTMLFormElement).requestSubmit(
              button.closest("form")!.querySelector("button"),
            ),
        ),
      ]);
      await maya.page.waitForFunction(() =>
        /\/invite\/[\w-]+/.test(document.body.innerHTML)
      );
      invite = await maya.page.evaluate(() =>
        document.body.innerHTML.match(/\/invite\/[\w-]+/)![0]
      );
    });

    await step("the invited person signs up with scripts off", async () => {
      await jonas.open(invite);
      await submit(jonas.page, "/sign-up", {
        username: "jonas",
        name: "Jonas Weber",
        password: PASSWORD,
      });
      assert.equal(new URL(jonas.page.url()).pathname, "/conversations");
    });

    await step("signs out, and in again on another browser", async () => {
      const other = await stage.tab({ scripts: false });
      await other.open("/sign-in");
      await submit(other.page, "/sign-in", {
        username: "jonas",
        password: PASSWORD,
      });
      assert.equal(new URL(other.page.url()).pathname, "/conversations");
      await other.open("/settings/profile");
      await submit(other.page, "/sign-out", {});
      await other.open("/conversations");
      assert.equal(new URL(other.page.url()).pathname, "/sign-in");
      await other.page.close();
    });

    await step("they start a conversation", async () => {
      await maya.open("/conversations/new");
      await maya.page.click("label:has([name=members][value=jonas])");
      await arrive(
        maya.page,
        () =>
          maya.page.click(
            "form[action='/conversations'] button[data-kind=primary]",
          ),
      );
      await maya.page.waitForSelector("[data-composer]");
      await jonas.open("/conversations");
      await arrive(jonas.page, () => jonas.page.click("#inbox-rows a.row"));
      assert.equal(
        new URL(jonas.page.url()).pathname,
        new URL(maya.page.url()).pathname,
      );
    });

    await step("what she writes arrives in his streamed log", async () => {
      await readFrame(jonas.page, "</main>");
      const address = jonas.page.url();
      await maya.page.waitForSelector("html[data-islands=ready]");
      await maya.page.type("[data-composer] textarea", "Welcome, *Jonas*!");
      const started = performance.now();
      await maya.page.keyboard.press("Enter");
      const html = await readFrame(jonas.page, "Welcome, <em>Jonas</em>!");
      console.log(
        `B1 with scripts → streamed log: ${
          Math.round(performance.now() - started)
        } ms`,
      );
      assert.ok(html.includes("Maya Lind"));
      assert.equal(jonas.page.url(), address, "nothing was reloaded");
    });

    await step(
      "what he posts appears on her page without a reload",
      async () => {
        await maya.page.evaluate(() => {
          document.documentElement.dataset.stayed = "yes";
        });
        await jonas.page.type("[data-composer] textarea", "Glad to be here.");
        const started = performance.now();
        const arrived = waitForText(maya.page, ".message", "Glad to be here.")
          .then(() => performance.now() - started);
        await arrive(
          jonas.page,
          () => jonas.page.click("[data-composer] button[type=submit]"),
        );
        console.log(
          `B1 plain form → with scripts: ${Math.round(await arrived)} ms`,
        );
        assert.equal(
          await maya.page.evaluate(() =>
            document.documentElement.dataset.stayed
          ),
          "yes",
        );
        assert.deepEqual(await textsOf(maya.page), [
          "Welcome, Jonas!",
          "Glad to be here.",
        ]);
        const html = await readFrame(jonas.page, "Glad to be here.");
        assert.match(html, /class="[^"]*\bmine\b[^"]*"[^>]*data-seq="2"/);
      },
    );
  },
  { env: { REGISTRATION: "" } },
);
