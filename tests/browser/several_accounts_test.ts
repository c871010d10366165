import assert from "node:assert/strict";
import {
  arrive,
  PASSWORD,
  story,
  type Tab,
  waitForText,
  write,
} from "../support/browser.ts";

const box = "[data-composer] textarea";
const text = (tab: Tab, selector: string) =>
  tab.page.$eval(selector, (one) => one.textContent ?? "");
const typed = (tab: Tab) =>
  tab.page.$eval(box, (one) => (one as HTMLTextAreaElement).value);
const ready = (tab: Tab) =>
  tab.page.waitForSelector("html[data-islands=ready]");

story(
  "A10 two tabs of two accounts each stay their own: what arrives, what is typed, and what is sent",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const amina = await stage.person("amina", "Amina Khalil");
    const shared = await amina.start([maya, jonas], { name: "Harbour" });
    const ofMaya = await amina.start([maya], { name: "For Maya" });
    const ofJonas = await amina.start([jonas], { name: "For Jonas" });

    const left = await maya.tab();
    await left.open(`/conversations/${shared}`);
    await ready(left);
    await left.page.type(box, "a draft of Maya's");
    const right = await maya.tabBeside(left);

    await step("a second account signs in beside the first", async () => {
      await right.open("/sign-in?add=1");
      await right.page.type("[name=username]", "jonas");
      await right.page.type("[name=password]", PASSWORD);
      await arrive(right.page, () => right.page.click("form .button"));
      await right.page.waitForSelector(".accounts .me");
      assert.match(await text(right, ".accounts .me"), /Jonas Weber/);
      await right.open(`/conversations/${shared}`);
      await ready(right);
    });

    await step("each tab hears its own account", async () => {
      await amina.send(ofMaya, "only for Maya");
      await amina.send(ofJonas, "only for Jonas");
      await waitForText(left.page, ".rows", "only for Maya");
      await waitForText(right.page, ".rows", "only for Jonas");
      assert.doesNotMatch(await text(left, ".rows"), /only for Jonas/);
      assert.doesNotMatch(await text(right, ".rows"), /only for Maya/);
      assert.equal(await typed(right), "", "the draft stays Maya's");
    });

    await step("also when a connection is opened anew", async () => {
      await left.page.setOfflineMode(true);
      await right.page.setOfflineMode(true);
      await left.page.setOfflineMode(false);
      await right.page.setOfflineMode(false);
      const again = await maya.tabBeside(left);
      await again.open("/conversations");
      await amina.send(ofMaya, "again for Maya");
      await amina.send(ofJonas, "again for Jonas");
      await waitForText(left.page, ".rows", "again for Maya");
      await waitForText(right.page, ".rows", "again for Jonas");
      assert.doesNotMatch(await text(left, ".rows"), /again for Jonas/);
      await again.page.close();
    });

    await step(
      "a send from the old tab is refused, with the text kept",
      async () => {
        await left.page.bringToFront();
        await left.page.focus(box);
        await left.page.keyboard.press("Enter");
        await waitForText(
          left.page,
          "[data-error-for]",
          "switched to Jonas Weber",
        );
        assert.equal(await typed(left), "a draft of Maya's");
        left.problems.splice(0);
        await write(right.page, "Jonas himself");
        await waitForText(left.page, ".flow", "Jonas himself");
        assert.doesNotMatch(await text(right, ".flow"), /a draft of Maya/);
      },
    );

    await step(
      "one press switches back and leads to the same page, where it is sent",
      async () => {
        const back = "form.connection button";
        assert.match(await text(left, back), /Switch back to Maya Lind/);
        await arrive(left.page, () => left.page.click(back));
        await ready(left);
        assert.equal(
          new URL(left.page.url()).pathname,
          `/conversations/${shared}`,
        );
        assert.match(await text(left, ".accounts .me"), /Maya Lind/);
        // The draft comes back when the island has been drawn.
        await left.page.waitForFunction(
          (box) =>
            document.querySelector<HTMLTextAreaElement>(box)?.value ===
              "a draft of Maya's",
          { timeout: 5_000 },
          box,
        );
        await left.page.focus(box);
        await left.page.keyboard.press("Enter");
        await waitForText(right.page, ".flow", "a draft of Maya's");
        const author = await right.page.$eval(
          ".flow > [data-author]:last-of-type",
          (row) => row.getAttribute("data-author"),
        );
        const me = await left.page.$eval("html", (one) => one.dataset.me);
        assert.equal(author, me);
      },
    );

    await step(
      "a form that swaps a part of its page is refused, with the text kept",
      async () => {
        await left.open("/settings/profile");
        const form = 'form[hx-post]:has([name="username"])';
        await left.page.waitForSelector(form);
        await right.open("/conversations");
        await right.page.bringToFront();
        await arrive(
          right.page,
          () => right.page.click(".accounts button[value=jonas]"),
        );
        await left.page.bringToFront();
        await left.page.type(`${form} [name=username]`, "mallory");
        await arrive(left.page, () => left.page.click(`${form} button`));
        await waitForText(left.page, "[role=alert]", "switched to");
        const kept = await left.page.$eval(
          "textarea[name=username]",
          (one) => (one as HTMLTextAreaElement).value,
        );
        assert.match(kept, /mallory/);
        left.problems.splice(0);
      },
    );

    await step("a click in the old tab switches, as in any other", async () => {
      await left.open("/conversations");
      await left.page.bringToFront();
      const button = (name: string) => `.accounts button[value=${name}]`;
      await arrive(left.page, () => left.page.click(button("maya")));
      // The right one still shows Jonas, and Maya beside him.
      await right.page.bringToFront();
      await arrive(right.page, () => right.page.click(button("maya")));
      await right.page.waitForSelector(".accounts .me");
      assert.match(await text(right, ".accounts .me"), /Maya Lind/);
    });
  },
);
