/** Guests without an account, without script. */
import assert from "node:assert/strict";
import { users } from "@/lib/accounts/_keys.ts";
import { list } from "@/lib/kv/read.ts";
import { onSite } from "@/tests/support/app.ts";
import { say } from "../inbox/_talk.ts";
import { enter, guestLink, holdParty, OPEN } from "./_guest.ts";

onSite(
  "C6 From a guest link a stranger types a name and chats in that one room only, until the link is closed; without script",
  OPEN,
  async (site) => {
    const { maya, bo, path, link } = await holdParty(site);
    const ana = site.visitor();
    await ana.open(link);
    assert.match(ana.html, /You come in as a guest, without an account/);
    await ana.submit(link, { name: "Ana Silva" });
    assert.equal(ana.path, path);
    assert.match(ana.html, /welcome aboard/);
    assert.match(ana.html, /You are here as a guest: guest·Ana Silva/);
    await ana.submit("/messages", { text: "hello from outside" });
    assert.equal(ana.status, 200);
    await bo.open(path);
    assert.match(
      bo.html,
      /class="author">guest·Ana Silva<[\s\S]*hello from outside/,
    );
    assert.match(bo.html, /guest·Ana Silva came in|guest·Ana Silva joined/);
    await bo.open(`${path}/members`);
    assert.match(bo.html, /guest·Ana Silva[\s\S]*<small>guest<\/small>/);
    await bo.open("/conversations");
    assert.match(bo.html, /guest·Ana:/, "a name cut short keeps its mark");
    await maya.open(`${path}/links`);
    await maya.submit("/links", { _action: "revoke" });
    await ana.open(path);
    assert.match(ana.path, /^\/sign-in/);
    assert.doesNotMatch(ana.html, /welcome aboard/);
    await bo.open(path);
    assert.match(bo.html, /guest·Ana Silva<[\s\S]*hello from outside/);
    assert.match(bo.html, /Maya Lind: the link for guests has ended/);
    assert.match(bo.html, /2 members/);
    const late = await enter(site, link, "Late").catch(() => null);
    assert.equal(late, null, "there is no form any more");
  },
);

onSite(
  "C6 a guest is found nowhere else: not among people, in search, suggestions or accounts, and cannot be brought into anything",
  OPEN,
  async (site) => {
    const { maya, bo, path, link, other } = await holdParty(site);
    const ana = await enter(site, link, "Ana Silva");
    await say(ana, path, "words of a guest");
    const rows = [];
    for await (const { value } of list(users, [])) rows.push(value);
    const { username } = rows.find(({ guest }) => guest)!;
    for (
      const page of [
        "/people",
        "/people?q=ana",
        "/people?q=guest",
        "/conversations/new",
        "/search?q=Silva",
        "/admin/people",
      ]
    ) {
      await maya.open(page);
      assert.ok(!maya.html.includes(username), page);
    }
    await maya.open(`/people/${username}`);
    assert.equal(maya.status, 200);
    assert.doesNotMatch(maya.html, /Send a message/);
    await maya.open(`${other}/members`);
    await maya.submit("/members", { members: username });
    assert.equal(maya.status, 422);
    await maya.open("/conversations/new");
    await maya.submit("/conversations", { kind: "direct", members: username });
    assert.equal(maya.status, 422);
    // Nobody outside of the group finds them even by that.
    const ravi = await site.signUp("ravi");
    await ravi.open(`/people/${username}`);
    assert.equal(ravi.status, 404);
    await bo.open(`/people/${username}`);
    await bo.submit(`/people/${username}/block`);
    await bo.open(path);
    assert.doesNotMatch(bo.html, /words of a guest/);
  },
);

onSite(
  "C6 no guest passes for a member or another guest: names that look alike are refused and kept, also when changing one's own",
  OPEN,
  async (site) => {
    const { bo, path, link } = await holdParty(site);
    const ana = site.visitor();
    // The second has Cyrillic letters.
    for (
      const name of [
        "Maya Lind",
        "Мауа Lіnd",
        "maya",
        " b o ",
        "   ",
        "\u202emaya",
      ]
    ) {
      await ana.open(link);
      await ana.submit(link, { name });
      assert.equal(ana.status, 422, name);
      assert.match(ana.html, /data-error-for="name"/, name);
    }
    await ana.submit(link, { name: "Maya Lind" });
    assert.match(ana.html, /value="Maya Lind"/);
    await ana.submit(link, { name: "Ana" });
    assert.equal(ana.path, path);
    await ana.submit("/messages", { text: "under my first name" });
    const eva = await enter(site, link, "Αna");
    assert.equal(eva.status, 422, "Greek capital alpha");
    await ana.open("/guest");
    await ana.submit("/guest", { name: "Bo Berg" });
    assert.equal(ana.status, 422);
    await ana.submit("/guest", { name: "Anabel" });
    assert.equal(ana.path, path);
    await bo.open(path);
    assert.match(bo.html, /class="author">guest·Anabel</);
  },
);

onSite(
  "C6 guests go when they leave, when they are removed, and all at once when an administrator forbids them; then no link lets anybody in",
  OPEN,
  async (site) => {
    const { maya, bo, path, link } = await holdParty(site);
    const [ana, eva, ida] = [
      await enter(site, link, "Ana"),
      await enter(site, link, "Eva"),
      await enter(site, link, "Ida"),
    ];
    await ana.open(`${path}/leave`);
    await ana.submit("/leave");
    await ana.open(path);
    assert.match(ana.path, /^\/sign-in/);
    await maya.open(`${path}/members`);
    const row = /data-user="([^"]+)"(?:(?!<\/li>)[\s\S])*guest·Eva/.exec(
      maya.html,
    );
    await maya.submit("/members", { _action: "remove", user: row![1]! });
    await eva.open(path);
    assert.match(eva.path, /^\/sign-in/);
    await ida.open(path);
    assert.equal(ida.status, 200);
    await maya.open("/admin");
    await maya.submit("/admin", {
      _action: "change-settings",
      no_guests: "on",
    });
    await ida.open(path);
    const refused: number = ida.status;
    assert.ok(refused === 403 || ida.path.startsWith("/sign-in"));
    assert.doesNotMatch(ida.html, /welcome aboard/);
    const late = await site.visitor().open(link);
    assert.equal(late.status, 410);
    await maya.open(`${path}/links`);
    assert.doesNotMatch(maya.html, /name="guest"/);
    await maya.submit("/links", {
      _action: "create",
      days: "1",
      cap: "1",
      guest: "on",
    });
    assert.equal(maya.status, 403);
    // A link for guests is none for somebody with an account to get more by.
    await bo.open(link);
    assert.equal(bo.status, 200);
  },
);

onSite(
  "C6 somebody with an account who opens a link for guests comes in with it, as a guest; the cap and the form's own limits hold",
  OPEN,
  async (site) => {
    const { maya, path } = await holdParty(site);
    const link = await guestLink(maya, path, { cap: "1" });
    const ravi = await site.signUp("ravi", { name: "Ravi Shah" });
    await ravi.open(link);
    await ravi.submit(link);
    assert.equal(ravi.path, path);
    await ravi.open(`${path}/links`);
    assert.equal(ravi.status, 403, "a guest brings nobody in");
    const ana = await site.visitor().open(link);
    assert.equal(ana.status, 410);
    await maya.open(`${path}/links`);
    await maya.submit("/links", {
      _action: "create",
      days: "7",
      cap: "51",
      guest: "on",
    });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /data-error-for="cap"/);
  },
);
