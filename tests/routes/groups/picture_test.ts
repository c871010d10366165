import { listEntries } from "@/lib/conversations/entries.ts";
import { onSite } from "@/tests/support/app.ts";
import assert from "node:assert/strict";
import { gatherPeople, groupFor, type Person, setRole } from "./_group.ts";

const LIMITLESS = { REGISTRATION: "open", RATE_LIMITS: "off" };

/** One grey point. */
const PNG = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
);

async function send(
  { browser }: Person,
  path: string,
  fields: Record<string, string | Blob>,
): Promise<Response> {
  await browser.open("/settings/profile");
  const token = /name="csrf" value="([^"]+)"/.exec(browser.html)?.[1] ?? "";
  const body = new FormData();
  body.set("csrf", token);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return await browser.request(`${path}/picture`, { method: "POST", body });
}

onSite(
  "C3 a member gives the group a picture, a line says so, members see it and nobody else does; and it can be taken away",
  LIMITLESS,
  async (site) => {
    const people = await gatherPeople(site);
    const group = await groupFor(people);
    const path = `/conversations/${group.id}`;
    const { member, guest, stranger, nobody } = people;
    const picture = new Blob([PNG], { type: "image/png" });
    assert.equal((await send(stranger, path, { picture })).status, 404);
    assert.equal((await send(guest, path, { picture })).status, 403);
    const text = new Blob(["<svg onload=alert(1)>"], { type: "image/png" });
    const refused = await send(member, path, { picture: text });
    assert.equal(refused.status, 422);
    assert.match(await refused.text(), /data-error-for="picture"/);
    assert.equal((await send(member, path, { picture })).status, 303);
    const note = async () =>
      (await listEntries(group.id, { limit: 1, reverse: true }))[0]!.body;
    assert.deepEqual(await note(), { note: { what: "set", to: "picture" } });

    await guest.browser.open(path);
    assert.match(guest.browser.html, /Member1 changed the picture/);
    const shown = /src="(\/conversations\/[^"]+\/picture\?[^"]+)"/.exec(
      guest.browser.html,
    )![1]!.replaceAll("&amp;", "&");
    const seen = await guest.browser.request(shown);
    assert.equal(seen.status, 200);
    assert.equal(seen.headers.get("content-type"), "image/png");
    assert.match(seen.headers.get("content-security-policy")!, /sandbox/);
    await seen.body?.cancel();
    assert.equal((await stranger.browser.request(shown)).status, 404);
    assert.equal((await nobody.browser.request(shown)).status, 303);

    assert.equal(
      (await send(member, path, { picture_remove: "on" })).status,
      303,
    );
    assert.deepEqual(await note(), {
      note: { what: "set", to: "picture_off" },
    });
    assert.equal((await guest.browser.request(shown)).status, 404);
    await setRole(group.id, member.user!, "guest");
    assert.equal((await send(member, path, { picture })).status, 403);
  },
);
