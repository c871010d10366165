/** Emoji of the server by plain forms. */
import assert from "node:assert/strict";
import { onSite } from "@/tests/support/app.ts";
import { gif, png } from "@/tests/lib/accounts/_pictures.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

/** Sends the form with a file as a browser does. */
async function add(
  maya: PlainBrowser,
  name: string,
  file: Uint8Array<ArrayBuffer>,
): Promise<Response> {
  await maya.open("/admin/emoji");
  const body = new FormData();
  const csrf = /name="csrf" value="([^"]*)"/.exec(maya.html)![1]!;
  body.set("csrf", csrf);
  body.set("name", name);
  body.set("picture", new File([file], "a.png", { type: "image/png" }));
  return await maya.request("/admin/emoji", { method: "POST", body });
}

onSite(
  "B11 without script an administrator adds an emoji, others react with it and read its name, and it goes again",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya", { name: "Maya Lind" });
    const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
    assert.equal((await jonas.request("/admin/emoji")).status, 404);
    await maya.open("/admin");
    await maya.follow("/admin/emoji");
    assert.match(maya.html, /There are none yet/);
    const refused = await add(maya, "No Name", png());
    assert.equal(refused.status, 422);
    const html = await refused.text();
    assert.match(html, /data-error-for="name"/);
    assert.match(html, /value="No Name"/);
    const large = await add(maya, "large", new Uint8Array(2_000_000));
    assert.equal(large.status, 422);
    assert.match(await large.text(), /data-error-for="picture"/);
    assert.equal((await add(maya, "party", gif())).status, 303);
    await maya.open("/admin/emoji");
    const src = /<img class="emoji"[^>]* src="([^"]*)"/.exec(maya.html)![1]!
      .replaceAll("&amp;", "&");
    assert.match(src, /^\/emoji\/party\?v=[\w-]{24}$/);
    const picture = await site.visitor().request(src);
    assert.equal(picture.headers.get("content-type"), "image/gif");
    assert.match(picture.headers.get("cache-control")!, /immutable/);
    assert.match(picture.headers.get("content-security-policy")!, /sandbox/);
    assert.equal((await jonas.request("/emoji/party")).status, 404);

    await jonas.open("/conversations/new");
    await jonas.submit("/conversations", { kind: "direct", members: "maya" });
    const path = jonas.path;
    await jonas.submit("/messages", { text: "plain" });
    assert.ok(!jonas.html.includes("/emoji.css"), "no sheet without need");
    await jonas.submit("/messages", { text: "Hooray :party:" });
    assert.match(jonas.html, /<link rel="stylesheet" href="\/emoji\.css/);
    assert.match(jonas.html, /Hooray <img class="emoji"[^>]*alt=":party:"/);
    await maya.open(`${path}/messages/1/reactions`);
    await maya.submit("/reactions", { add: ":party:" });
    await jonas.open(path);
    assert.match(
      jonas.html,
      /data-emoji=":party:"[^>]*>\s*<img class="emoji"[^>]*alt=":party:"/,
    );
    await maya.open(`${path}/messages/1/reactions`);
    assert.match(maya.html, /id="reacted"[\s\S]*alt=":party:"/);
    await maya.submit("/reactions", { emoji: ":nobody:" });
    assert.equal(maya.status, 422);

    await maya.open("/admin/emoji");
    await maya.submit("/admin/emoji", { _action: "remove", name: ":party:" });
    assert.match(maya.html, /There are none yet/);
    assert.equal((await jonas.request(src)).status, 404);
    await jonas.open(path);
    assert.ok(!jonas.html.includes('<img class="emoji"'));
    assert.match(jonas.html, /Hooray :party:/);
  },
);
