import { onSite } from "@/tests/support/app.ts";
import assert from "node:assert/strict";
import { gatherPeople, groupFor, post } from "./_group.ts";

const LIMITLESS = { REGISTRATION: "open", RATE_LIMITS: "off" };

/** Name and value of every box that is ticked. */
function ticked(html: string): string[] {
  return [...html.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)]
    .filter(([box]) => /\schecked/.test(box))
    .map(([box]) => {
      const [, name] = /name="(\w+)"/.exec(box)!;
      return `${name} ${/value="([\w-]+)"/.exec(box)?.[1] ?? ""}`.trim();
    }).sort();
}

onSite(
  "C4 when a field of the permissions is refused, what was typed and every box as it was ticked comes back",
  LIMITLESS,
  async (site) => {
    const people = await gatherPeople(site);
    const { id } = await groupFor(people);
    const path = `/conversations/${id}/rights`;
    await people.owner.browser.open(path);
    const before = ticked(people.owner.browser.html);
    assert.ok(before.includes("member post"), before.join());
    const refused = await post(people.owner, path, {
      history: "joining",
      slow: "a while",
      read_only: "on",
      moderator: ["post", "manage"],
      guest: ["react"],
    });
    assert.equal(refused.status, 422);
    const html = await refused.text();
    assert.match(html, /data-error-for="slow"/);
    assert.match(html, /value="a while"/);
    assert.match(
      html,
      /<option[^>]*value="joining"[^>]*selected|<option[^>]*selected[^>]*value="joining"/,
    );
    assert.deepEqual(
      ticked(html),
      [
        "guest react",
        "moderator manage",
        "moderator post",
        "read_only on",
      ].sort(),
    );
    await people.owner.browser.open(path);
    assert.deepEqual(ticked(people.owner.browser.html), before);
  },
);
