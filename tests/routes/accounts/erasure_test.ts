import assert from "node:assert/strict";
import { findByUsername } from "@/lib/accounts/find.ts";
import { usernameKey } from "@/lib/accounts/names.ts";
import { findAbout } from "@/lib/accounts/profile.ts";
import { readEntryAt } from "@/lib/conversations/entries.ts";
import { png } from "@/tests/lib/accounts/_pictures.ts";
import { eraseNow, indexEverything } from "@/tests/support/leaving.ts";
import { openedRows } from "@/tests/support/store.ts";
import { converse, leave, onSite, OPEN, save, say } from "./_leaving.ts";

/** A picture that is like no other: its bytes are looked for. */
function pictureOf(words: string): Blob {
  const extra = new TextEncoder().encode(words);
  return new Blob([png({ width: 48, height: 48 }), extra]);
}

/** Every row as text: also the bytes of keys and values, as letters. */
async function exported(store: Parameters<typeof openedRows>[0]) {
  const rows = await openedRows(store);
  return rows.map((row) => {
    const text = JSON.stringify(
      [row.key, row.value],
      (_, part) =>
        part instanceof Uint8Array
          ? new TextDecoder("latin1").decode(part)
          : part,
    );
    return { family: row.family, text };
  });
}

onSite(
  "A9 After deletion, an export of the server's store holds no readable text, name or address of that person",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonaswhale");
    await site.signUp("amina");
    for (const [one, word] of [[jonas, "whale"], [maya, "heron"]] as const) {
      await save(one, {
        name: `${word} Namely`,
        bio: `${word} bio`,
        pronouns: `${word} pronoun`,
        mail: `${word}@example.org`,
        status: `${word} status`,
        picture: pictureOf(`${word} picture`),
      });
    }
    const group = await converse(maya, {
      kind: "group",
      name: "Harbour",
      members: "jonaswhale amina",
    });
    const owned = await converse(jonas, {
      kind: "group",
      name: "Sea",
      members: "maya amina",
    });
    const alone = await converse(jonas, {
      kind: "group",
      name: "whale diary",
      members: "amina",
    });
    const direct = await converse(maya, {
      kind: "direct",
      members: "jonaswhale",
    });
    for (const id of [group, owned, alone, direct]) {
      await say(jonas, id, `whale wrote in ${id}`);
    }
    await say(maya, direct, "heron answers");
    await say(jonas, direct, "whale first wording");
    const path = `/conversations/${direct}/messages/3`;
    await jonas.open(path);
    await jonas.submit(path, { _action: "edit", text: "whale wording" });
    // The last of a group: its preview stands in lists.
    await say(jonas, group, "whale has the last word");
    await jonas.open(`/conversations/${owned}/settings`);
    await jonas.submit(`/conversations/${owned}/settings`, {
      name: "Sea two",
      description: "whale's words",
    });
    await maya.open(`/conversations/${owned}/settings`);
    await maya.submit(`/conversations/${owned}/settings`, {
      name: "Sea again",
      description: "",
    });
    // Somebody who wrote nothing and was taken out is named in a note all the same.
    const brief = await converse(maya, {
      kind: "group",
      name: "Brief",
      members: "amina",
    });
    await maya.open(`/conversations/${brief}/members`);
    await maya.submit(`/conversations/${brief}/members`, {
      _action: "add",
      members: "jonaswhale",
    });
    const id = (await findByUsername("jonaswhale"))!.id;
    await maya.open(`/conversations/${brief}/members`);
    await maya.submit(`/conversations/${brief}/members`, {
      _action: "remove",
      user: id,
    });
    // Two of his own groups are left to Amina alone, and then to nobody.
    const amina = await findByUsername("amina");
    const { leaveConversation } = await import("@/lib/conversations/leave.ts");
    await leaveConversation(amina!, alone);
    // A former username, too.
    await jonas.open("/settings/profile");
    await jonas.submit("/settings/profile", {
      _action: "username",
      username: "blowwhale",
    });
    await leave(jonas, "blowwhale");
    assert.equal(jonas.path, "/sign-in?done=leaving");

    // Search has read it all, too.
    await indexEverything();
    const before = await exported(site.store);
    const holding = (rows: typeof before, word: string) =>
      [
        ...new Set(
          rows.filter(({ text }) => text.toLowerCase().includes(word))
            .map(({ family }) => family),
        ),
      ].sort();
    assert.deepEqual(holding(before, "whale"), [
      "conversation",
      "message",
      "search_node",
      "search_terms",
      "tip",
      "user",
      "version",
    ]);
    assert.deepEqual(holding(before, usernameKey("jonaswhale")), [
      "username_held",
    ]);
    const had = holding(before, id);
    for (const family of ["profile", "picture_chunk", "password"]) {
      assert.ok(had.includes(family), `${family} of ${had}`);
    }

    assert.equal(await eraseNow("blowwhale"), id);

    await indexEverything();
    const after = await exported(site.store);
    assert.deepEqual(holding(after, "whale"), []);
    // The export can find something: of others everything is there.
    assert.deepEqual(holding(after, "heron"), [
      "message",
      "search_node",
      "search_terms",
      "user",
    ]);
    const bystander = await findByUsername("maya");
    assert.equal((await findAbout(bystander!)).bio, "heron bio");
    assert.deepEqual(holding(after, usernameKey("jonaswhale")), []);
    // Where the bare id stands still, it says that things were of one person, and not whose.
    assert.deepEqual(holding(after, id), [
      "account_ended",
      "conversation",
      "direct",
      "job",
      "message",
      "tip",
    ]);
    await assertSeen(maya, direct, group, owned, brief);
    assert.equal(await readEntryAt(alone, 1), null, "nobody was left in it");
  },
);

/** What a bystander sees. */
async function assertSeen(
  maya: Awaited<ReturnType<typeof leave>>,
  direct: string,
  group: string,
  owned: string,
  brief: string,
): Promise<void> {
  await maya.open(`/conversations/${direct}`);
  assert.match(maya.html, /<h1[^>]*>Deleted account<\/h1>/);
  assert.match(maya.html, /This account is deleted, so nobody can be written/);
  assert.doesNotMatch(maya.html, /data-composer/);
  assert.match(maya.html, /heron answers/);
  assert.match(maya.html, /class="author">Deleted account</);
  assert.match(maya.html, /data-hue="-1"/);
  assert.match(maya.html, /class="gone"/);
  await maya.open(`/conversations/${group}`);
  assert.match(maya.html, /Deleted account left/);
  assert.match(maya.html, /2 members/);
  await maya.open(`/conversations/${owned}`);
  assert.match(maya.html, /(heron Namely|Amina) owns the group now/);
  assert.match(
    maya.html,
    /Deleted account changed the description/,
  );
  assert.match(maya.html, /Deleted account started the conversation/);
  await maya.open(`/conversations/${brief}`);
  assert.match(maya.html, /heron Namely added a deleted account/);
  assert.match(maya.html, /heron Namely removed a deleted account/);
  for (const name of ["blowwhale", "jonaswhale"]) {
    await maya.open(`/people/${name}`);
    assert.equal(maya.status, 404);
  }
  await maya.open("/people?q=whale");
  assert.doesNotMatch(maya.html, /data-user/);
}
