/** Cards of linked pages without script. */
import assert from "node:assert/strict";
import { startJobs } from "@/lib/jobs/start.ts";
import { onSite } from "@/tests/support/app.ts";
import { html, withLinkedSite } from "@/tests/support/linked_site.ts";
import { png } from "@/tests/lib/accounts/_pictures.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };
const HEAD = "<title>The old harbour</title>" +
  '<meta property="og:image" content="/boat.png">';

onSite(
  "B19 without script an administrator allows previews, a card stands under the message, and its author drops it by a form",
  OPEN,
  async (site) => {
    await withLinkedSite(
      (path) => path === "/boat.png" ? new Response(png()) : html(HEAD),
      async ({ origin }) => {
        const maya = await site.signUp("maya", { name: "Maya Lind" });
        const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
        const noor = await site.signUp("noor", { name: "Noor" });
        await maya.open("/admin");
        assert.match(maya.html, /this server then fetches the page/);
        await maya.submit("/admin", {
          _action: "change-settings",
          link_previews: "on",
        });
        assert.match(maya.html, /name="link_previews"[^>]* checked/);
        await jonas.open("/conversations/new");
        await jonas.submit("/conversations", {
          kind: "direct",
          members: "maya",
        });
        const path = jonas.path;
        await jonas.submit("/messages", { text: `See ${origin}/` });
        const stop = startJobs({ every: 5 });
        for (let n = 0; n < 200 && !maya.html.includes("card"); n++) {
          await maya.open(path);
          await new Promise((done) => setTimeout(done, 10));
        }
        await stop();
        assert.match(maya.html, /<link rel="stylesheet" href="\/card\.css/);
        assert.match(maya.html, /<b dir="auto">The old harbour<\/b>/);
        const src = /class="card"[\s\S]*?src="([^"]*)"/.exec(maya.html)![1]!;
        assert.ok(src.startsWith(`${path}/messages/1/card?v=`));
        const picture = await maya.request(src);
        assert.equal(picture.headers.get("content-type"), "image/png");
        assert.match(
          picture.headers.get("cache-control")!,
          /private.*immutable/,
        );
        assert.match(
          picture.headers.get("content-security-policy")!,
          /default-src 'none'/,
        );
        assert.deepEqual(await picture.bytes(), png());
        assert.equal((await noor.request(src)).status, 404);

        await maya.open(`${path}/messages/1`);
        assert.ok(!maya.html.includes("remove-card"), "it is not her message");
        await jonas.open(`${path}/messages/1`);
        await jonas.submit("/messages/1", { _action: "remove-card" });
        await maya.open(path);
        assert.ok(!maya.html.includes('class="card"'));
        assert.equal((await maya.request(src)).status, 404);
      },
    );
  },
);

onSite(
  "B19 the panel says when the server may not go out at all",
  { ...OPEN, OUTGOING: "off" },
  async (site) => {
    const maya = await site.signUp("maya");
    await maya.open("/admin");
    assert.match(maya.html, /OUTGOING=off keeps it from going out/);
  },
);
