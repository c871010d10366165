import assert from "node:assert/strict";
import {
  arrive,
  type Tab,
  waitForText,
  withStage,
} from "../support/browser.ts";
import { CLIENT, startIssuer } from "../support/issuer.ts";
import { freePort } from "../support/server.ts";

/** The provider's own pages ask for fonts and an icon that are not there. */
function forgetTheirs({ problems }: Tab, issuer: string): void {
  const ours = problems.filter((one) =>
    !one.includes("fonts.googleapis.com") && !one.includes(issuer)
  );
  problems.splice(0, problems.length, ...ours);
}

/** At the provider: says who it is, and yes. */
async function arriveAs({ page }: Tab, login: string, origin: string) {
  await page.waitForSelector("[name=login]");
  await page.type("[name=login]", login);
  await page.type("[name=password]", "any");
  await arrive(page, () => page.click("button[type=submit]"));
  for (let i = 0; i < 3 && !page.url().startsWith(origin); i++) {
    await arrive(page, () => page.click("button[type=submit]"));
  }
  assert.ok(page.url().startsWith(origin), page.url());
}

Deno.test("A5 An admin pastes an issuer URL, client id and secret, and a person from that issuer lands signed in", async (t) => {
  const port = freePort();
  const callback = `http://localhost:${port}/sign-in/with/1/callback`;
  await using issuer = await startIssuer([callback]);
  issuer.claims.set("zoe@acme", {
    preferred_username: "zoe",
    name: "Zoë Acme",
    email: "zoe@acme.example",
  });
  await withStage(async (stage) => {
    const { origin } = stage;
    const pathOf = ({ page }: Tab) => new URL(page.url()).pathname;
    const maya = await stage.person("maya", "Maya Lind");
    const admin = await maya.tab();

    await t.step(
      "the administrator pastes what the provider gave",
      async () => {
        await admin.open("/admin/sign-in");
        const shown = await admin.page.$eval(
          "[name=callback]",
          (one) => (one as HTMLInputElement).value,
        );
        assert.equal(shown, callback);
        const { page } = admin;
        await page.type("[name=name]", "Acme");
        await page.type("[name=issuer]", issuer.issuer);
        await page.type("[name=client_id]", CLIENT.id);
        await page.type("[name=secret]", CLIENT.secret);
        await page.click("[name=admits][value=everybody]");
        await arrive(page, () => page.click("main form [data-kind=primary]"));
        await waitForText(admin.page, "[data-provider]", "Acme");
        assert.ok(!(await admin.page.content()).includes(CLIENT.secret));
      },
    );

    for (const scripts of [false, true]) {
      await t.step(
        `a person from there lands signed in, scripts ${
          scripts ? "on" : "off"
        }`,
        async () => {
          const tab = await stage.tab({ scripts });
          await tab.open("/sign-in");
          await arrive(
            tab.page,
            () => tab.page.click("a[href^='/sign-in/with/1']"),
          );
          assert.ok(tab.page.url().startsWith(issuer.issuer));
          await arriveAs(tab, "zoe@acme", origin);
          assert.equal(pathOf(tab), "/conversations");
          await tab.open("/settings/profile");
          assert.match(await tab.page.content(), /Zoë Acme/);
          forgetTheirs(tab, issuer.issuer);
        },
      );
    }

    await t.step(
      "the administrator links an account of their own",
      async () => {
        await admin.open("/settings/linked");
        await arrive(
          admin.page,
          () => admin.page.click("form[action='/settings/linked'] button"),
        );
        await arriveAs(admin, "maya@acme", origin);
        await waitForText(admin.page, "[data-linked]", "maya@acme");
        forgetTheirs(admin, issuer.issuer);
      },
    );
  }, { port, env: { ALLOW_PRIVATE: issuer.host, RATE_LIMITS: "off" } });
});
