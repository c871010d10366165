import { PlainBrowser } from "../support/plain_browser.ts";
import { PASSWORD, story } from "../support/browser.ts";

story(
  "A7 a sign-in from a new device shows on an open screen at once, until it is acknowledged",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const tab = await maya.tab();
    await tab.open("/conversations");
    await tab.page.waitForNetworkIdle({ idleTime: 300, concurrency: 1 });
    await step("it shows within a second, without a reload", async () => {
      const phone = await new PlainBrowser(stage.origin, (req) => {
        req.headers.set("user-agent", "w3m/0.5.3");
        return fetch(req, { redirect: "manual" });
      }).open("/sign-in");
      await phone.submit("/sign-in", { username: "maya", password: PASSWORD });
      await tab.page.waitForSelector(".notices form", { timeout: 1_000 });
    });
    await step("and is said to those who do not see it", async () => {
      const title = await tab.page.$eval(
        ".notices[role=status] b",
        (b) => b.textContent,
      );
      if (!title) throw new Error("The place that speaks is empty");
    });
    await step("saying yes takes it away", async () => {
      await Promise.all([
        tab.page.waitForNavigation(),
        tab.page.click(".notices button"),
      ]);
      const left = await tab.page.$(".notices form");
      if (left) throw new Error("It is still there");
    });
  },
);
