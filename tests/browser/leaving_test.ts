/** Taking one's data along, opening it without a network, leaving and coming back. */
import assert from "node:assert/strict";
import {
  arrive,
  PASSWORD,
  story,
  waitForText,
  write,
} from "../support/browser.ts";
import { takeAlong } from "../support/unzipped.ts";

story(
  "A9 D11 maya takes her data along, reads it without a network, leaves, and changes her mind",
  async (stage, step) => {
    const noor = await stage.person("noor", "Noor Haddad");
    const maya = await stage.person("maya", "Maya Lind");
    const id = await noor.start([maya]);
    await maya.send(id, "**Low water** at `06:40`, see https://example.org/");
    await noor.send(id, "> Low water at 06:40\n\nThank you!");
    const folder = await Deno.makeTempDir({ prefix: "parley-export-" });
    try {
      await step("what she downloads opens from a folder", async () => {
        const { bytes } = await takeAlong(maya.plain);
        for (const [name, content] of Object.entries(bytes)) {
          const path = `${folder}/${name}`;
          await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), {
            recursive: true,
          });
          await Deno.writeFile(path, content);
        }
        const { page, cdp } = await stage.tab({ width: 360 });
        const asked: string[] = [];
        page.on("request", (one) => asked.push(one.url()));
        await cdp.send("Network.enable");
        await cdp.send("Network.emulateNetworkConditions", {
          offline: true,
          latency: 0,
          downloadThroughput: 0,
          uploadThroughput: 0,
        });
        await page.goto(`file://${folder}/index.html`);
        await waitForText(page, "h1", "What Maya Lind took along");
        await arrive(page, () => page.click("nav li a"));
        await waitForText(page, "h1", "Noor Haddad");
        await waitForText(page, ".body strong", "Low water");
        await waitForText(page, ".body blockquote", "Low water at 06:40");
        const wide = await page.evaluate(() =>
          document.documentElement.scrollWidth > innerWidth
        );
        assert.ok(!wide, "nothing runs over the side of a telephone");
        const colour = await page.$eval(
          "body",
          (body) => getComputedStyle(body).maxInlineSize,
        );
        assert.notEqual(colour, "none", "its style sheet is there");
        assert.deepEqual(asked.filter((url) => !url.startsWith("file:")), []);
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }

    const hers = await maya.tab();
    const theirs = await noor.tab();
    await theirs.open(`/conversations/${id}`);
    await step("she leaves, and her open pages end", async () => {
      const other = await maya.tab();
      await other.open("/conversations");
      await hers.open("/settings/data");
      await hers.page.type("#field-username", "maya");
      await arrive(
        hers.page,
        () => hers.page.click('button[value="delete"]'),
      );
      await waitForText(hers.page, ".notice", "deleted in 14 days");
      await other.page.waitForFunction(
        () => location.pathname === "/sign-in",
        { timeout: 10_000 },
      );
    });

    await step("nobody can write to her, and the page says why", async () => {
      await theirs.page.bringToFront();
      await write(theirs.page, "Wait!");
      await waitForText(theirs.page, ".talk", "is leaving and cannot be");
      // The refusal is an answer like any other, and no fault of the page.
      theirs.problems.splice(0);
      await theirs.open(`/conversations/${id}`);
      await waitForText(theirs.page, ".composer", "cannot be written to");
      assert.equal(await theirs.page.$("[data-composer]"), null);
    });

    await step("she signs in, sees one page, and keeps it all", async () => {
      await hers.open("/sign-in");
      await hers.page.type('[name="username"]', "maya");
      await hers.page.type('[name="password"]', PASSWORD);
      await arrive(hers.page, () => hers.page.keyboard.press("Enter"));
      await waitForText(hers.page, "h1", "Your account will be deleted");
      await hers.open(`/conversations/${id}`);
      await waitForText(hers.page, "h1", "Your account will be deleted");
      await arrive(
        hers.page,
        () => hers.page.click('form[action="/leaving"] button'),
      );
      await hers.open(`/conversations/${id}`);
      await waitForText(hers.page, "#flow", "Thank you!");
      await theirs.open(`/conversations/${id}`);
      assert.notEqual(await theirs.page.$("[data-composer]"), null);
    });
  },
);
