/** Code that comes live gets its colours, and their sheet with it. */
import assert from "node:assert/strict";
import { story } from "../support/browser.ts";

const CODE = `${"`".repeat(3)}ts\nconst a = "b"; // c\n${"`".repeat(3)}`;

story(
  "B6 a page without code carries no sheet for it; a block that comes live brings it, and looks the same after a reload",
  async (stage) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas]);
    await maya.send(id, "No code so far");
    const { page, ...tab } = await jonas.tab();
    const path = `/conversations/${id}`;
    await tab.open(path);
    assert.equal(await page.$('link[href^="/code.css"]'), null);
    await maya.send(id, CODE);
    const coloured = () =>
      page.waitForFunction(
        () => {
          const colour = (name: string) => {
            const one = document.querySelector(`.h-${name}`);
            return one && getComputedStyle(one).color;
          };
          const all = ["keyword", "string", "comment"].map(colour);
          return all.every((one) => one) && new Set(all).size === 3 &&
            all.join(" ");
        },
        { polling: 50, timeout: 8_000 },
      ).then((found): Promise<unknown> => found.jsonValue());
    const live = await coloured();
    await tab.open(path);
    assert.ok(await page.$('link[href^="/code.css"]'));
    assert.equal(await coloured(), live);
  },
);
