/** Text that was left unsent, without script and as the script saves it. */
import assert from "node:assert/strict";
import { onSite, type Site } from "@/tests/support/app.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  await jonas.open("/conversations/new");
  await jonas.submit("/conversations", { kind: "direct", members: "maya" });
  return { maya, jonas, path: jonas.path };
}

/** Another device of Maya. */
async function deviceOf(site: Site): Promise<PlainBrowser> {
  const device = site.visitor();
  await device.open("/sign-in");
  return await device.submit("/sign-in", {
    username: "maya",
    password: "three calm herons",
  });
}

/** What stands in the composer of the present page. */
function textOf(browser: PlainBrowser): string {
  return Object.fromEntries(browser.form("/messages").fields).text ?? "";
}

/** As the script saves what is being typed. */
async function save(
  browser: PlainBrowser,
  path: string,
  fields: Record<string, string>,
): Promise<number> {
  const form = Object.fromEntries(browser.form("/messages").fields);
  const response = await browser.request(`${path}/compose`, {
    method: "POST",
    headers: { "x-fragment": "1" },
    body: new URLSearchParams({ ...form, ...fields }),
  });
  await response.body?.cancel();
  return response.status;
}

onSite(
  "B13 Text left unsent on one device is in the composer on another after a reload, by plain forms",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    const phone = await deviceOf(site);
    await phone.open(path);
    assert.equal(textOf(phone), "");
    await maya.open(path);
    await maya.submit("/messages", { text: "Bring the" });
    await maya.open(path);
    const { action } = maya.form("/messages");
    assert.match(maya.html, new RegExp(`formaction="${path}/compose"`));
    await maya.open(`${path}/compose`);
    await maya.open(action.replace(/messages$/, "compose"), {
      method: "POST",
      body: new URLSearchParams({
        ...Object.fromEntries(maya.form("/messages").fields),
        text: "Bring the <rope>\nand mind the tide",
      }),
    });
    assert.equal(maya.path, `${path}/compose`);
    assert.equal(textOf(maya), "Bring the <rope>\nand mind the tide");
    await phone.open(path);
    assert.equal(textOf(phone), "Bring the <rope>\nand mind the tide");
    await phone.open("/conversations");
    assert.match(phone.html, /Draft:[^]*Bring the &lt;rope> and mind the tide/);
    await phone.open(path);
    await phone.submit("/messages", { text: "Bring the rope" });
    await maya.open(path);
    assert.equal(textOf(maya), "", "what was sent is no draft");
    await maya.open("/conversations");
    assert.doesNotMatch(maya.html, /Draft:/);
  },
);

onSite(
  "B13 a draft is its writer's: neither the other in the conversation nor a stranger sees it",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    const amina = await site.signUp("amina");
    await maya.open(path);
    assert.equal(await save(maya, path, { text: "A secret thought" }), 200);
    await maya.open(path);
    assert.equal(textOf(maya), "A secret thought");
    for (const page of [path, `${path}/compose`, "/conversations"]) {
      assert.doesNotMatch((await jonas.open(page)).html, /secret thought/);
      assert.doesNotMatch((await amina.open(page)).html, /secret thought/);
    }
    await amina.open(`${path}/compose`);
    assert.equal(amina.status, 404);
  },
);

onSite(
  "B13 a save that arrives after its message brings nothing back",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    await maya.open(path);
    const { client_id = "" } = Object.fromEntries(
      maya.form("/messages").fields,
    );
    await save(maya, path, { text: "Half a" });
    const late = await maya.open(path);
    assert.equal(textOf(late), "Half a");
    await maya.submit("/messages", { text: "Half a sentence", client_id });
    await maya.open(path);
    await save(maya, path, { text: "Half a sent", client_id });
    await maya.open(path);
    assert.equal(textOf(maya), "");
  },
);

onSite(
  "B13 sending something else leaves the draft of another device",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    const phone = await deviceOf(site);
    await phone.open(path);
    await maya.open(path);
    await save(maya, path, { text: "A long letter" });
    await phone.submit("/messages", { text: "Yes" });
    await maya.open(path);
    assert.equal(textOf(maya), "A long letter");
    await save(maya, path, { text: "   " });
    await maya.open(path);
    assert.equal(textOf(maya), "", "an emptied composer has no draft");
  },
);

onSite(
  "B13 a message that was refused is kept as a draft",
  { REGISTRATION: "open" },
  async (site) => {
    const { maya, path } = await talk(site);
    await maya.open(path);
    for (let i = 0; i < 30 && maya.status === 200; i++) {
      await maya.submit("/messages", { text: `Line ${i}` });
    }
    assert.equal(maya.status, 429);
    await maya.open(path);
    assert.match(textOf(maya), /^Line \d+$/);
  },
);

onSite(
  'K2 the bucket "unsent" holds 5, and the next one is answered 429 with when to come back',
  { REGISTRATION: "open" },
  async (site) => {
    const { maya, path } = await talk(site);
    await maya.open(path);
    for (let i = 0; i < 5; i++) {
      assert.equal(await save(maya, path, { text: `Word ${i}` }), 200);
    }
    assert.equal(await save(maya, path, { text: "One more" }), 429);
    await maya.open(path);
    assert.equal(textOf(maya), "Word 4");
  },
);

onSite(
  "B13 a text too long to be sent and a damaged form are refused with what was typed",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    await maya.open(`${path}/compose`);
    for (
      const [fields, status] of [
        [{ text: "x".repeat(16_001) }, 413],
        [{ text: "Kept", client_id: "no" }, 422],
      ] as const
    ) {
      await maya.open(`${path}/compose`);
      await maya.open(`${path}/compose`, {
        method: "POST",
        body: new URLSearchParams({
          ...Object.fromEntries(maya.form("/messages").fields),
          ...fields,
        }),
      });
      assert.equal(maya.status, status);
      assert.equal(textOf(maya), fields.text);
    }
  },
);
