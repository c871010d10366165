import assert from "node:assert/strict";
import { arrive, story, type Tab, waitForText } from "../support/browser.ts";
import { freePort } from "../support/server.ts";
import { giveDevice } from "./device.ts";

const port = freePort();
const submit = "form[data-passkey] button";
const pathOf = ({ page }: Tab) => new URL(page.url()).pathname;

const type = ({ page }: Tab, field: string, text: string) =>
  page.$eval(`[name=${field}]`, (one, text) => {
    (one as HTMLInputElement).value = text;
  }, text);

story(
  "H9 with a name and a passkey somebody has an account, and no password anywhere",
  async (stage, step) => {
    const joe = await stage.person("joe", "Joe Keeper");
    const panel = await joe.tab();
    const tab = await stage.tab();
    const { page } = tab;
    await giveDevice(tab);

    await step("an administrator allows it", async () => {
      await panel.open("/admin");
      await panel.page.click("[name=passkey_sign_up]");
      await panel.page.click("form:has([name=edit_window]) button");
      await waitForText(panel.page, ".notice", "Saved");
    });

    await step(
      "a taken username is said before a passkey is made",
      async () => {
        await tab.open("/sign-up");
        assert.equal(await page.$("script"), null);
        await arrive(page, () => page.click("a[href^='/sign-up/passkey']"));
        await type(tab, "username", "joe");
        await type(tab, "name", "Maya Lind");
        await arrive(page, () => page.click(submit));
        await waitForText(page, "[data-error-for=username]", "taken");
        // The refusals' status is all the console says of it.
        tab.problems.splice(0);
      },
    );

    await step("the account is made, and its codes are shown", async () => {
      await type(tab, "username", "maya");
      await arrive(page, () => page.click(submit));
      assert.equal((await page.$$("[data-recovery-code]")).length, 10);
      await arrive(page, () => page.click(".sheet a.button"));
      assert.equal(pathOf(tab), "/conversations");
    });

    await step("the passkey signs in alone", async () => {
      await tab.open("/settings/security");
      await arrive(page, () => page.click("form[action='/sign-out'] button"));
      await tab.open("/sign-in/passkey");
      // The device takes what it is offered at once.
      for (let i = 0; pathOf(tab) !== "/conversations"; i++) {
        assert.ok(i < 100, "still not in");
        await new Promise((done) => setTimeout(done, 50));
      }
      // The address changes before the page has come.
      await page.waitForSelector(".inbox");
    });

    await step("a password is set, and then removed again", async () => {
      await tab.open("/settings/password");
      await page.type("[name=new_password]", "nine grey otters at dawn");
      await arrive(page, () => page.click("form:has([value=set]) button"));
      await waitForText(page, ".notice", "password is set");
      await tab.open("/settings/password");
      await arrive(page, () => page.click("form:has([value=remove]) button"));
      await waitForText(page, ".notice", "password is removed");
    });

    await step(
      "A8 a passkey sets a new password for who has none",
      async () => {
        await arrive(page, () => page.click("form[action='/sign-out'] button"));
        await tab.open("/recover/passkey");
        await page.type("[name=new_password]", "five slow otters at noon");
        await arrive(page, () => page.click(submit));
        assert.equal(pathOf(tab), "/settings/security");
        await waitForText(page, ".notice", "new password is set");
      },
    );
  },
  { port, env: { ORIGIN: `http://localhost:${port}` } },
);
