import assert from "node:assert/strict";
import { users } from "@/lib/accounts/_keys.ts";
import { putUser } from "@/lib/accounts/_store.ts";
import { eraseAccount } from "@/lib/accounts/erase_account.ts";
import { findByUsername, findUser } from "@/lib/accounts/find.ts";
import { endsAt, LEAVING_GRACE } from "@/lib/accounts/leaving_model.ts";
import { change } from "@/lib/kv/change.ts";
import { openStore, withStore } from "@/lib/kv/store.ts";
import { doErasures } from "@/tests/support/leaving.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { siteOn } from "@/tests/support/app.ts";
import { converse, leave, onSite, OPEN, say, signIn } from "./_leaving.ts";

/** Makes somebody an administrator, as no page does yet. */
async function promote(username: string): Promise<void> {
  const { id } = (await findByUsername(username))!;
  await change(async (c) => {
    const user = (await c.read(users, [id]))!;
    putUser(c, { ...user, role: "administrator" }, user);
  });
}

onSite(
  "A9 whoever leaves is out at once, not found and not written to, and comes back whole within the grace",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const direct = await converse(maya, { kind: "direct", members: "jonas" });
    const group = await converse(jonas, {
      kind: "group",
      name: "Sea",
      members: "maya",
    });
    await say(jonas, direct, "Before I go");
    const phone = await signIn(site, "jonas");
    await phone.open("/conversations");
    assert.equal(phone.status, 200);

    await leave(jonas, "maya");
    assert.equal(jonas.status, 422);
    assert.match(jonas.html, /data-error-for="username"[^<]*>[^<]*jonas/);
    assert.match(jonas.html, /value="maya"/, "kept as typed");
    await leave(jonas, "@Jonas ");
    assert.equal(jonas.path, "/sign-in?done=leaving");
    assert.match(jonas.html, /deleted in 14 days/);
    for (const one of [jonas, phone]) {
      await one.open("/conversations");
      assert.match(one.path, /^\/sign-in\?next=/);
    }

    await maya.open("/people?q=jonas");
    assert.doesNotMatch(maya.html, /href="\/people\/jonas"/);
    await maya.open("/people");
    assert.doesNotMatch(maya.html, /href="\/people\/jonas"/);
    await maya.open("/people/jonas");
    assert.match(maya.html, /cannot be written to/);
    assert.throws(() => maya.form("/conversations"));
    await maya.open(`/conversations/${direct}`);
    assert.match(maya.html, /Jonas is leaving and cannot be written to/);
    assert.match(maya.html, /Before I go/);
    assert.doesNotMatch(maya.html, /data-composer/);
    await maya.open("/settings/data");
    const { fields } = maya.form("/settings/data", "download");
    const body = new URLSearchParams({
      csrf: new Map(fields).get("csrf") ?? "",
      text: "Wait!",
      client_id: "0123456789",
    });
    const refused = await maya.request(`/conversations/${direct}/messages`, {
      method: "POST",
      body: body.toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    assert.equal(refused.status, 403);
    await refused.text();
    await maya.open("/conversations/new");
    await maya.submit("/conversations", {
      kind: "group",
      name: "New",
      members: "jonas",
    });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /not to be written to any more: jonas/);
    await maya.open(`/conversations/${group}`);
    assert.doesNotMatch(maya.html, /left</, "still in the group");

    const back = await signIn(site, "jonas");
    assert.equal(back.path, "/leaving");
    assert.match(back.html, /Your account will be deleted/);
    for (
      const path of ["/conversations", "/settings/profile", "/people", "/"]
    ) {
      await back.open(path);
      assert.equal(back.path, "/leaving", path);
    }
    const live = await back.request("/live");
    assert.equal(live.status, 403);
    await live.body?.cancel();
    const api = await back.request("/api/v1/live");
    assert.equal(api.status, 403);
    await api.body?.cancel();
    await back.open("/leaving");
    const token = new Map(back.form("/leaving").fields).get("csrf") ?? "";
    const post = await back.request(`/conversations/${direct}/messages`, {
      method: "POST",
      body: new URLSearchParams({ csrf: token, text: "x" }).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    assert.equal(post.status, 403);
    await post.body?.cancel();
    await back.open("/leaving");
    await back.submit("/leaving");
    assert.equal(back.path, "/conversations");
    await say(maya, direct, "Glad you stay");
    await back.open(`/conversations/${direct}`);
    assert.match(back.html, /Glad you stay/);
    await back.open("/settings/security");
    assert.match(back.html, /Deletion of the account called off/);

    // The job of the asking that was called off erases nothing.
    const user = (await findByUsername("jonas"))!;
    await eraseAccount(
      { kind: "erase-account", user: user.id, at: Date.now() },
      undefined,
      Date.now() + 2 * LEAVING_GRACE,
    );
    assert.ok(await findUser(user.id));
  },
);

onSite(
  "A9 nothing is erased before the grace is over, and the username rests afterwards",
  OPEN,
  async (site) => {
    await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    await leave(jonas, "jonas");
    const { id, leaving } = (await findByUsername("jonas"))!;
    const job = { kind: "erase-account", user: id, at: leaving!.at } as const;
    await eraseAccount(job, undefined, endsAt(leaving!) - 1);
    assert.ok(await findUser(id), "not a moment earlier");
    await eraseAccount(job, undefined, endsAt(leaving!));
    assert.equal(await findUser(id), null);
    await doErasures();
    const again = await site.signUp("jonas");
    assert.equal(again.status, 422);
    assert.match(again.html, /taken/);
    const in_ = await signIn(site, "jonas");
    assert.equal(in_.status, 422);
  },
);

onSite(
  "A9 an administrator ends somebody's account, who cannot call it off; the administrator can",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    await maya.open("/admin/people?delete=jonas");
    assert.match(maya.html, /After 14 days everything is erased/);
    await maya.submit("/admin/people", { _action: "delete" });
    assert.equal(maya.path, "/admin/people?done=deleting");
    assert.match(maya.html, /will be deleted on/);
    await jonas.open("/conversations");
    assert.match(jonas.path, /^\/sign-in/);
    const back = await signIn(site, "jonas");
    assert.equal(back.path, "/leaving");
    assert.match(back.html, /Somebody who runs this server/);
    assert.throws(() => back.form("/leaving"));
    const csrf = new Map(back.form("/sign-out").fields).get("csrf") ?? "";
    const forced = await back.request("/leaving", {
      method: "POST",
      body: new URLSearchParams({ csrf }).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    assert.equal(forced.status, 403);
    await forced.body?.cancel();
    await maya.open("/admin/people");
    await maya.submit("/admin/people", { _action: "keep" });
    assert.match(maya.html, /The account stays/);
    await back.open("/conversations");
    assert.equal(back.path, "/conversations");
    // Members cannot, and nobody deletes themselves there.
    await back.open("/admin/people?delete=maya");
    assert.equal(back.status, 404);
    await maya.open("/admin/people?delete=maya");
    await maya.submit("/admin/people", { _action: "delete" });
    assert.equal(maya.status, 403);
    assert.equal((await findByUsername("maya"))!.leaving, undefined);
  },
);

onSite("A9 the last administrator cannot leave", OPEN, async (site) => {
  const maya = await site.signUp("maya");
  await leave(maya, "maya");
  assert.equal(maya.status, 409);
  assert.match(maya.html, /only administrator/);
  assert.equal((await findByUsername("maya"))!.leaving, undefined);
});

Deno.test("A9 of two administrators who go at once one stays, whether each leaves or each ends the other", async () => {
  for (const way of ["leave", "end", "leave", "end", "leave", "end"]) {
    using store = await openStore(":memory:");
    await withStore(store, async () => {
      const site = siteOn(store, OPEN);
      const maya = await site.signUp("maya");
      const jonas = await site.signUp("jonas");
      await promote("jonas");
      const go = async (one: PlainBrowser, own: string, other: string) => {
        if (way === "leave") return await leave(one, own);
        await one.open(`/admin/people?delete=${other}`);
        return await one.submit("/admin/people", { _action: "delete" });
      };
      await Promise.all([
        go(maya, "maya", "jonas"),
        go(jonas, "jonas", "maya"),
      ]);
      const two = await Promise.all(["maya", "jonas"].map(findByUsername));
      const left = two.filter((one) => one!.leaving);
      assert.equal(left.length, 1, way);
      await store.idle();
    });
  }
});
