import assert from "node:assert/strict";
import type { HTTPRequest } from "puppeteer";
import { arrive, story, type Tab, waitForText } from "../support/browser.ts";
import { freePort } from "../support/server.ts";
import { giveDevice } from "./device.ts";

const port = freePort();

const submit = "form[data-passkey] button";
const signOut = "form[action='/sign-out'] button";
const pathOf = ({ page }: Tab) => new URL(page.url()).pathname;

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Types into an empty or filled field. */
const name = ({ page }: Tab, text: string) =>
  page.$eval("[name=name]", (one, text) => {
    (one as HTMLInputElement).value = text;
  }, text);

story(
  "A4 a person registers a passkey and later signs in with it alone, no password typed",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const tab = await maya.tab();
    const { page } = tab;
    const device = await giveDevice(tab);
    /** Is there somebody to touch the device? */
    const finger = (enabled: boolean) =>
      tab.cdp.send("WebAuthn.setAutomaticPresenceSimulation", {
        authenticatorId: device,
        enabled,
      });
    const landed = async (path: string) => {
      await page.waitForFunction(
        (path) =>
          location.pathname === path && document.readyState !== "loading",
        { polling: 50, timeout: 10_000 },
        path,
      );
    };
    /**
     * Asks with the button. The device is touched when that question is on
     * its way: neither by the browser's own offer, whose question is the
     * first, nor after the device has begun to wait, which it does not notice.
     */
    const askByHand = async (
      path: string,
      answered: () => Promise<void>,
      offerComesLate = 0,
    ) => {
      let questions = 0;
      const hold = async (request: HTTPRequest) => {
        if (request.method() === "POST") {
          questions++;
          if (questions === 1) await wait(offerComesLate);
          if (questions === 2) await finger(true);
        }
        await request.continue();
      };
      await finger(false);
      await page.setRequestInterception(true);
      page.on("request", hold);
      await tab.open(path);
      assert.equal(await page.$("[type=password]"), null);
      await page.click(submit);
      await answered();
      page.off("request", hold);
      await page.setRequestInterception(false);
    };

    await step(
      "a passkey is added, and recovery codes come with it",
      async () => {
        await tab.open("/settings/passkeys");
        await name(tab, "Kitchen laptop");
        await arrive(page, () => page.click(submit));
        assert.equal((await page.$$("[data-recovery-code]")).length, 10);
        await tab.open("/settings/passkeys");
        await waitForText(page, "[data-passkey-id]", "Kitchen laptop");
      },
    );

    await step("the same device has one already", async () => {
      await name(tab, "Kitchen laptop again");
      await page.click(submit);
      await waitForText(page, "[data-passkey-says]", "already");
    });

    await step("it signs in alone", async () => {
      await tab.open("/settings/security");
      await arrive(page, () => page.click(signOut));
      assert.equal(pathOf(tab), "/sign-in");
      const path = "/sign-in/passkey?next=%2Fsettings%2Fprivacy";
      await askByHand(path, () => landed("/settings/privacy"));
    });

    await step("the browser offers it where a username is typed", async () => {
      await tab.open("/settings/security");
      await arrive(page, () => page.click(signOut));
      // The device takes what it is offered at once.
      await tab.open("/sign-in/passkey");
      await landed("/conversations");
    });

    await step("an offer that comes late spoils no question", async () => {
      await tab.open("/settings/security");
      await arrive(page, () => page.click(signOut));
      await askByHand("/sign-in/passkey", () => landed("/conversations"), 300);
    });

    await step("it is renamed, and was used", async () => {
      await tab.open("/settings/passkeys");
      await waitForText(page, "[data-passkey-id]", "last used");
      await arrive(page, () => page.click("[data-passkey-id] a"));
      await name(tab, "Blue key");
      await arrive(
        page,
        () => page.click("form:has([value=rename]) [data-kind=primary]"),
      );
      await waitForText(page, "[data-passkey-id]", "Blue key");
    });

    await step("the password alone is not enough any more", async () => {
      await tab.open("/settings/security");
      await arrive(page, () => page.click(signOut));
      await tab.open("/sign-in");
      await page.type("[name=username]", "maya");
      await page.type("[name=password]", "correct horse battery");
      await arrive(page, () => page.click(".sheet form button"));
      assert.equal(pathOf(tab), "/sign-in/second-step");
      await arrive(page, () => page.click(submit));
      assert.equal(pathOf(tab), "/conversations");
    });

    await step("removed, it opens nothing", async () => {
      await tab.open("/settings/passkeys");
      await arrive(page, () => page.click("[data-passkey-id] a"));
      await arrive(
        page,
        () => page.click("form:has([value=remove]) [data-kind=danger]"),
      );
      assert.equal(await page.$("[data-passkey-id]"), null);
      const { credentials } = await tab.cdp.send("WebAuthn.getCredentials", {
        authenticatorId: device,
      });
      assert.equal(credentials.length, 1, "the device still has it");
      await tab.open("/settings/security");
      await waitForText(page, "[data-security-event]", "Passkey removed");
      await arrive(page, () => page.click(signOut));
      await askByHand(
        "/sign-in/passkey",
        () => waitForText(page, "#errors", "does not open an account"),
      );
      // The refusal's status is all the console says of it.
      tab.problems.splice(0);
    });
  },
  { port, env: { ORIGIN: `http://localhost:${port}` } },
);
