/** The list of a conversation's files, without script. */
import assert from "node:assert/strict";
import { findByUsername } from "@/lib/accounts/find.ts";
import { addMembers } from "@/lib/conversations/add_members.ts";
import { changeRules } from "@/lib/conversations/change_rules.ts";
import { createConversation } from "@/lib/conversations/create.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import { DEFAULT_RIGHTS } from "@/lib/conversations/rights_model.ts";
import { onSite, type Site } from "@/tests/support/app.ts";
import { sendFiles } from "@/tests/support/send_files.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };
const GIF = Uint8Array.fromBase64(
  "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
);

const bytesOfText = (text: string) => new TextEncoder().encode(text);

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  await jonas.open("/conversations/new");
  await jonas.submit("/conversations", { kind: "direct", members: "maya" });
  return { maya, jonas, path: jonas.path };
}

/** The names of the files that a page lists, in its order. */
const namesIn = (html: string) =>
  [...html.matchAll(/<section data-file="[^]*?<bdi>([^<]*)<\/bdi>/g)]
    .map(([, name]) => name!);

onSite(
  "E4 A room's files are listed by type, sender and date, and found by name",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await sendFiles(maya, path, [new File([GIF], "harbour.gif")]);
    await sendFiles(jonas, path, [new File(["Nine o'clock"], "Plan.txt")]);
    await sendFiles(maya, path, [new File(["PK\x03\x04…"], "all.zip")]);
    await jonas.open(`${path}/details`);
    assert.ok(jonas.html.includes(`href="${path}/files"`));
    const listed = async (query: string) => {
      await jonas.open(`${path}/files${query}`);
      assert.equal(jonas.status, 200);
      return namesIn(jonas.html);
    };
    assert.deepEqual(await listed(""), ["all.zip", "Plan.txt", "harbour.gif"]);
    assert.match(jonas.html, new RegExp(`href="${path}/messages/2"`));
    const href = /href="([^"]*\/messages\/2\/files\/[^"]+)\/view"/.exec(
      jonas.html,
    )!;
    const got = await jonas.request(href[1]!);
    assert.equal(await got.text(), "Nine o'clock");
    assert.deepEqual(await listed("?type=pictures"), ["harbour.gif"]);
    assert.deepEqual(await listed("?type=documents"), ["Plan.txt"]);
    assert.deepEqual(await listed("?type=other"), ["all.zip"]);
    assert.deepEqual(await listed("?type=films"), []);
    assert.match(jonas.html, /No file answers to this/);
    assert.deepEqual(await listed("?from=lind"), ["all.zip", "harbour.gif"]);
    assert.deepEqual(await listed("?from=@jonas"), ["Plan.txt"]);
    assert.deepEqual(await listed("?q=PLAN"), ["Plan.txt"]);
    assert.deepEqual(await listed("?q=a&from=maya&type=pictures"), [
      "harbour.gif",
    ]);
    assert.deepEqual(await listed("?since=2999-01-01"), []);
    assert.deepEqual(await listed("?until=2000-01-01"), []);
    const wide = await listed("?since=2000-01-01&until=2999-01-01");
    assert.equal(wide.length, 3);
    assert.match(jonas.html, /type="date" name="since" value="2000-01-01"/);
    assert.equal((await listed("?since=soon&type=x&before=-1")).length, 3);
  },
);

onSite(
  "E4 only what one may read is listed: strangers get nothing, and what was deleted or sent by somebody blocked is gone",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    const amina = await site.signUp("amina");
    await sendFiles(maya, path, [new File(["one"], "one.txt")]);
    await sendFiles(maya, path, [new File(["two"], "two.txt")]);
    await amina.open(`${path}/files`);
    assert.equal(amina.status, 404);
    await maya.open(`${path}/messages/1`);
    await maya.submit("/messages/1", { _action: "delete" });
    await jonas.open(`${path}/files`);
    assert.deepEqual(namesIn(jonas.html), ["two.txt"]);
    await jonas.open("/people/maya/block");
    await jonas.submit("/people/maya/block");
    await jonas.open(`${path}/files`);
    assert.equal(jonas.status, 200);
    assert.deepEqual(namesIn(jonas.html), []);
    await maya.open(`${path}/files`);
    assert.deepEqual(namesIn(maya.html), ["two.txt"]);
  },
);

onSite(
  "E4 pages of a long list follow each other without a gap, and keep what was asked",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    for (let i = 0; i < 4; i++) {
      const ten = Array.from(
        { length: 10 },
        (_, n) => new File([`${i} ${n}`], `note ${i}${n}.txt`),
      );
      await sendFiles(maya, path, ten);
    }
    await maya.open(`${path}/files?q=note`);
    const first = namesIn(maya.html);
    assert.equal(first.length, 30);
    const next = /class="link" href="([^"]*before=[^"]*)"/.exec(maya.html)![1]!;
    assert.match(next, /q=note/);
    await maya.open(next.replaceAll("&amp;", "&"));
    const all = [...first, ...namesIn(maya.html)];
    assert.equal(new Set(all).size, 40);
    assert.doesNotMatch(maya.html, /before=/);
  },
);

onSite(
  "D3 E4 has:image and has:video find messages with such files, and every file's name finds its message",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    const film = new Uint8Array([0, 0, 0, 16, ...bytesOfText("ftypisom")]);
    await sendFiles(maya, path, [new File([GIF], "harbour.gif")], {
      text: "At dawn",
    });
    await sendFiles(maya, path, [new File([film], "waves.mp4")], {
      original: "on",
    });
    await sendFiles(maya, path, [new File(["x"], "list.txt")]);
    const found = async (typed: string) => {
      await jonas.open(`/search?q=${encodeURIComponent(typed)}`);
      assert.equal(jonas.status, 200, typed);
      const seqs = jonas.html.matchAll(/href="[^"]*#m-(\d+)"/g);
      return [...new Set([...seqs].map(([, seq]) => Number(seq)))];
    };
    assert.deepEqual(await found("has:image"), [1]);
    assert.deepEqual(await found("has:video"), [2]);
    assert.deepEqual(await found("has:file"), [3, 2, 1]);
    assert.deepEqual(await found("harbour dawn"), [1]);
    assert.deepEqual(await found("waves"), [2]);
    assert.deepEqual(await found("has:file -has:image -has:video"), [3]);
  },
);

onSite(
  "E4 a newcomer whose history begins with joining finds no older file, and who was taken out finds none",
  OPEN,
  async (site) => {
    const { maya } = await talk(site);
    const noor = await site.signUp("noor");
    const [owner, newcomer] = await Promise.all(
      ["maya", "noor"].map(async (name) => (await findByUsername(name))!),
    );
    const jonas = (await findByUsername("jonas"))!;
    const { id } = await createConversation(owner!, {
      kind: "group",
      name: "Harbour",
      description: "",
      members: [jonas],
    });
    const path = `/conversations/${id}`;
    await sendFiles(maya, path, [new File(["old"], "old.txt")]);
    await changeRules(owner!, id, {
      rights: { ...DEFAULT_RIGHTS },
      history: "joining",
      slow: 0,
      readOnly: false,
    });
    await addMembers(owner!, id, [newcomer!]);
    await sendFiles(maya, path, [new File(["new"], "new.txt")]);
    await noor.open(`${path}/files`);
    assert.deepEqual(namesIn(noor.html), ["new.txt"]);
    await noor.open(`${path}/files?q=old`);
    assert.deepEqual(namesIn(noor.html), []);
    await removeMember(owner!, id, newcomer!.id);
    await noor.open(`${path}/files`);
    assert.equal(noor.status, 404);
  },
);
