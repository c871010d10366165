/** A guest in a browser with scripts: in by a name, live, and out when the link is closed. */
import assert from "node:assert/strict";
import { story, waitForText } from "../support/browser.ts";

story(
  "C6 a guest types a name, talks live with members, and is led out when the link is closed, with script",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas], { name: "Boats" });
    const path = `/conversations/${id}`;
    await maya.post(`${path}/links`, {
      _action: "create",
      days: "1",
      cap: "5",
      guest: "on",
    });
    await maya.plain.open(`${path}/links`);
    const link = /\/join\/[0-9a-f]{32}/.exec(maya.plain.html)![0];
    const hers = await maya.tab();
    await hers.open(path);
    const guest = await stage.tab({ width: 360, height: 700 });

    await step("C6 a stranger comes in with nothing but a name", async () => {
      await guest.open(link);
      await guest.page.type("#field-name", "Ana Silva");
      await guest.page.click("form.form button");
      await guest.page.waitForSelector(
        "html[data-islands=ready] [data-composer]",
      );
      await waitForText(hers.page, "#flow", "guest·Ana Silva");
    });

    await step("C6 both hear each other live", async () => {
      await guest.page.type("[data-composer] textarea", "Ahoy from outside");
      await guest.page.keyboard.press("Enter");
      await waitForText(hers.page, "#flow", "Ahoy from outside");
      await maya.send(id, "Welcome aboard");
      await waitForText(guest.page, "#flow", "Welcome aboard");
    });

    await step("C6 closing the link leads the guest out", async () => {
      await maya.plain.open(`${path}/links`);
      await maya.plain.submit("/links", { _action: "revoke" });
      await waitForText(guest.page, "h1", "Sign in");
      await waitForText(hers.page, "#flow", "its guests have gone");
      await maya.send(id, "Only for members");
      await waitForText(hers.page, "#flow", "Only for members");
      const html = await guest.page.content();
      assert.doesNotMatch(html, /Only for members|Welcome aboard/);
    });
  },
);
