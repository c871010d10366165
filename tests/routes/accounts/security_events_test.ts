import assert from "node:assert/strict";
import { hub } from "@/lib/live/hub.ts";
import { onSite, password } from "@/tests/support/app.ts";
import { typePassword } from "./_second_factor.ts";

onSite(
  "a sign-in from a new place shows on the other sessions until it is acknowledged",
  {},
  async (site) => {
    const maya = await site.signUp("maya");
    await maya.open("/conversations");
    assert.doesNotMatch(maya.html, /class="notice sign-ins"/);
    const phone = await typePassword(site.visitor("203.0.113.7"), "maya");
    assert.doesNotMatch(
      phone.html,
      /class="notice sign-ins"/,
      "not on its own",
    );
    await maya.open("/conversations");
    assert.match(maya.html, /<b>New sign-in to your account/);
    assert.match(maya.html, /203\.0\.113\.0\/24/);
    await maya.open("/settings/security");
    assert.match(maya.html, /data-security-event="signed-in"/);

    await phone.open("/settings/security");
    await phone.submit("/settings/security", {
      _action: "end-others",
    }).catch(() => {});
    const laptop = await typePassword(site.visitor("203.0.113.8"), "maya");
    assert.match(
      laptop.html,
      /class="notice sign-ins"/,
      "until somebody says yes",
    );
    await laptop.submit("/settings/security", { _action: "acknowledge" });
    assert.equal(laptop.path, "/conversations");
    assert.doesNotMatch(laptop.html, /class="notice sign-ins"/);
  },
);

onSite("a place one has signed in from before is no news", {}, async (site) => {
  const maya = await site.signUp("maya");
  await typePassword(site.visitor("203.0.113.7"), "maya");
  await maya.open("/conversations");
  await maya.submit("/settings/security", { _action: "acknowledge" });
  await typePassword(site.visitor("203.0.113.9"), "maya");
  await maya.open("/conversations");
  assert.doesNotMatch(maya.html, /class="notice sign-ins"/);
});

onSite("open screens hear of a new sign-in at once", {}, async (site) => {
  const maya = await site.signUp("maya");
  await maya.open("/conversations");
  const live = await maya.request("/live");
  assert.equal(live.status, 200);
  const reader = live.body!.pipeThrough(new TextDecoderStream()).getReader();
  await typePassword(site.visitor("203.0.113.7"), "maya");
  let heard = "";
  while (!heard.includes("event: security")) {
    const { value, done } = await reader.read();
    assert.equal(done, false, heard);
    heard += value;
  }
  assert.match(heard, /event: security\n(id: \w+\n)?data: \{"session":"\w+"\}/);
  await reader.cancel();
  hub.endAll();
});

onSite("the newest fifty events are kept", {
  RATE_LIMITS: "off",
}, async (site) => {
  await site.signUp("maya");
  for (let i = 0; i < 60; i++) {
    await typePassword(site.visitor(`10.0.${i}.1`), "maya");
  }
  const maya = site.visitor("10.1.1.1");
  await typePassword(maya, "maya");
  await maya.open("/settings/security");
  assert.equal(maya.html.match(/data-security-event/g)?.length, 50);
  assert.match(maya.html, /10\.1\.1\.0\/24/);
  assert.doesNotMatch(maya.html, new RegExp(password));
});
