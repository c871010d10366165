import assert from "node:assert/strict";
import { onSite } from "@/tests/support/app.ts";

const OPEN = { REGISTRATION: "open" };

onSite(
  "B1 two people talk without script: what one posts the other reads after a reload",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    await jonas.open("/conversations/new");
    await jonas.submit("/conversations", { kind: "direct", members: "maya" });
    const path = jonas.path;
    await maya.open(path);
    assert.equal(maya.status, 200);
    assert.ok(!maya.html.includes("The tide is"));
    await jonas.submit("/messages", { text: "The tide is **in**" });
    assert.equal(jonas.status, 200);
    await maya.open(path);
    assert.match(maya.html, /The tide is <strong>in<\/strong>/);
    assert.match(maya.html, /data-seq="1"[^>]*data-author=/);
  },
);

onSite(
  "strangers cannot tell a conversation from nothing",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    await site.signUp("jonas");
    const ravi = await site.signUp("ravi");
    await maya.open("/conversations/new");
    await maya.submit("/conversations", { kind: "direct", members: "jonas" });
    const path = new URL(maya.url).pathname;
    await maya.submit("/messages", { text: "between us" });
    for (const way of ["", "/details", "/members", "/messages/1", "/log"]) {
      await ravi.open(path + way);
      assert.equal(ravi.status, 404, way);
      assert.ok(!ravi.html.includes("between us"));
    }
    await ravi.open("/conversations/nothing-here");
    assert.equal(ravi.status, 404);
  },
);
