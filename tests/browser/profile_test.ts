/** What one changes about oneself, as another person's open page shows it. */
import assert from "node:assert/strict";
import { changeProfile } from "@/lib/accounts/change_profile.ts";
import { findByUsername } from "@/lib/accounts/find.ts";
import { usePasswords } from "@/lib/accounts/password.ts";
import { openStore, withStore } from "@/lib/kv/store.ts";
import { png } from "@/tests/lib/accounts/_pictures.ts";
import {
  arrive,
  type Stage,
  story,
  type Tab,
  waitForText,
} from "../support/browser.ts";

const SECRET_KEY = "a secret of the profile story, long enough";

/** Sets a status that ends so soon, on the stopped server's own store: no form offers less than half an hour. */
async function saySoonOver(stage: Stage, ms: number): Promise<number> {
  await stage.server.stop();
  const now = Date.now() + ms - 30 * 60_000;
  using store = await openStore(
    `${stage.server.dataDir}/parley.db`,
    SECRET_KEY,
  );
  usePasswords({ secret: store.secret });
  await withStore(store, async () => {
    const user = await findByUsername("jonas");
    const form = { status: "At the dentist", statusFor: "30" };
    const keep = { picture: { what: "keep" } } as const;
    await changeProfile(user!, { ...form, ...keep }, { timeZone: "UTC", now });
    await store.idle();
  });
  return now + 30 * 60_000;
}

async function fill(tab: Tab, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    await tab.page.$eval(`[name=${name}]`, (field, value) => {
      (field as HTMLInputElement).value = value;
    }, value);
  }
}

async function save(tab: Tab): Promise<number> {
  await arrive(
    tab.page,
    () => tab.page.click('form[enctype] button[data-kind="primary"]'),
  );
  await waitForText(tab.page, ".notice", "Saved.");
  return performance.now();
}

const within = (since: number, what: string) => {
  const took = Math.round(performance.now() - since);
  console.log(`A6 ${what} after ${took} ms`);
  assert.ok(took < 5_000, `${what}: ${took} ms`);
};

story(
  "A6 A changed picture and status with expiry show on another user's screen within 5 s and the status clears itself on time",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas]);
    await jonas.send(id, "The boat is free on Sunday.");
    const ends = await saySoonOver(stage, 15_000);
    const server = await stage.server.again();
    try {
      const hers = await maya.tab();
      await hers.open(`/conversations/${id}`);

      await step(
        "a status clears itself on time, on an open page",
        async () => {
          await waitForText(hers.page, "#head", "At the dentist");
          assert.ok(Date.now() < ends, "it is still on");
          await hers.page.waitForFunction(
            () => !document.querySelector("#head .status"),
            { polling: 50, timeout: 25_000 },
          );
          const late = Date.now() - ends;
          console.log(`A6 the status was gone ${late} ms after its end`);
          assert.ok(late > -50 && late < 5_000, `${late} ms`);
        },
      );

      const his = await jonas.tab();
      await his.open("/settings/profile");
      const file = await Deno.makeTempFile({ suffix: ".png" });
      await Deno.writeFile(file, png({ width: 900, height: 600 }));
      let saved = 0;

      await step(
        "he cuts a square out of a picture with the keyboard alone",
        async () => {
          const field = await his.page.waitForSelector('input[name="picture"]');
          await (field as unknown as {
            uploadFile(path: string): Promise<void>;
          })
            .uploadFile(file);
          await his.page.waitForSelector(".cropper canvas");
          await his.page.focus(".cropper canvas");
          for (const key of ["ArrowRight", "+", "+", "ArrowUp"] as const) {
            await his.page.keyboard.press(key);
          }
          const zoom = await his.page.$eval(
            ".cropper input[type=range]",
            (range) => Number((range as HTMLInputElement).value),
          );
          assert.ok(zoom > 1.1, `${zoom}`);
          await fill(his, {
            status_emoji: "🌴",
            status: "On the water",
            status_for: "60",
          });
          saved = await save(his);
        },
      );

      await step("she sees face and status within five seconds", async () => {
        await hers.page.waitForFunction(
          () => {
            const face = document.querySelector<HTMLImageElement>(
              ".message .face img",
            );
            return face?.complete && face.naturalWidth === 48;
          },
          { polling: 20, timeout: 8_000 },
        );
        within(saved, "the picture stood in the log");
        await waitForText(hers.page, "#head", "🌴 On the water");
        within(saved, "the status stood in the head");
        await hers.page.waitForSelector(".rows .face img");
        await hers.page.waitForSelector("#head .face img");
      });

      await step("every size is as small as promised", async () => {
        for (
          const [size, most] of [[48, 1_500], [128, 12_000], [512, 60_000]]
        ) {
          const got = await maya.plain.request(
            `/people/jonas/picture?size=${size}`,
          );
          const { byteLength } = await got.arrayBuffer();
          assert.equal(got.headers.get("content-type"), "image/webp");
          assert.ok(byteLength <= most!, `${size}: ${byteLength}`);
        }
      });

      await step("a new name follows in every row", async () => {
        await his.open("/settings/profile");
        await fill(his, { name: "Jonas W. Weber" });
        saved = await save(his);
        await waitForText(hers.page, ".message .author", "Jonas W. Weber");
        await waitForText(hers.page, "#head h1", "Jonas W. Weber");
        await waitForText(hers.page, ".rows .name", "Jonas W. Weber");
        within(saved, "the name stood everywhere");
        assert.match(await hers.page.title(), /Jonas W\. Weber/);
      });

      await step("she sees him come and go", async () => {
        await hers.page.waitForSelector('#head .face[data-dot="online"]');
        await his.page.browserContext().close();
        await hers.page.waitForFunction(
          () => !document.querySelector("#head .face[data-dot]"),
          { polling: 100, timeout: 25_000 },
        );
        await waitForText(hers.page, "#head", "Last here");
      });

      await step("do-not-disturb shows at once", async () => {
        const again = await jonas.tab();
        await again.open("/settings/profile");
        await hers.page.waitForSelector('#head .face[data-dot="online"]');
        await jonas.post("/settings/profile", {
          _action: "quiet",
          quiet_for: "60",
        });
        await hers.page.waitForSelector('#head .face[data-dot="quiet"]');
        await waitForText(hers.page, "#head", "Do not disturb until");
      });
    } finally {
      await server.stop();
    }
  },
  { env: { SECRET_KEY } },
);
