import assert from "node:assert/strict";
import { noteInDirectory, theDirectory } from "@/lib/accounts/_directory.ts";
import { putUser } from "@/lib/accounts/_store.ts";
import { users } from "@/lib/accounts/_keys.ts";
import { listProfiles } from "@/lib/accounts/find.ts";
import { listPeople } from "@/lib/accounts/list_people.ts";
import type { User } from "@/lib/accounts/model.ts";
import { usernameKey } from "@/lib/accounts/names.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { type Store, theStore, withStore } from "@/lib/kv/store.ts";
import { onNewStore, otherProcess } from "@/tests/support/store.ts";

function person(username: string, name = username): User {
  return {
    id: `id of ${username}`,
    username,
    name,
    role: "member",
    created: 0,
    language: null,
    timeZone: null,
    theme: "system",
    hue: 0,
    shareReceipts: true,
    shareTyping: true,
  };
}

async function put(user: User): Promise<void> {
  await change(async (c) => putUser(c, user, await c.read(users, [user.id])));
}

const stranger = person("stranger");

async function found(query: string, limit = 50): Promise<string[]> {
  const people = await listProfiles(stranger, query, { limit });
  return people.map(({ username }) => username);
}

function test(sentence: string, run: (store: Store) => Promise<void>) {
  Deno.test(sentence, () => onNewStore(run));
}

test("people are found by the beginning of any word, the exact word first, whether they came before the first question or after", async () => {
  await put(person("zoe", "Ann Zoë Lind"));
  await put(person("anna", "Anna Annason"));
  assert.deepEqual(await found("ann"), ["zoe", "anna"]);
  await put(person("annabel"));
  await put(person("bo", "Bo Ann"));
  assert.deepEqual(await found("ann"), ["bo", "zoe", "anna", "annabel"]);
  assert.deepEqual(await found("ann", 2), ["bo", "zoe"]);
  assert.deepEqual(await found("ann lin"), ["zoe"]);
  assert.deepEqual(await found("nn"), []);
  assert.deepEqual(await found(""), ["anna", "annabel", "bo", "zoe"]);
});

test("a changed name is found by what it is now, and no more by what it was", async () => {
  await put(person("maya", "Maya Lindström"));
  assert.deepEqual(await found("lind"), ["maya"]);
  await put(person("maya", "Maya Berg"));
  assert.deepEqual(await found("lind"), []);
  assert.deepEqual(await found("berg"), ["maya"]);
  assert.deepEqual(await found("maya"), ["maya"]);
});

test("who goes is gone from the directory", async () => {
  await put(person("maya"));
  await put(person("jonas"));
  assert.deepEqual(await found(""), ["jonas", "maya"]);
  noteInDirectory(theStore(), "id of maya", null);
  assert.deepEqual(await found(""), ["jonas"]);
  assert.deepEqual(await found("maya"), []);
});

test("what is written while the directory is being filled is in it as it is, not as it was read", async (store) => {
  for (let i = 0; i < 300; i++) await put(person(`p${i}`, "Before"));
  const asked = theDirectory();
  await put(person("p250", "After"));
  await put(person("late", "After"));
  noteInDirectory(store, "id of p0", null);
  await asked;
  assert.deepEqual(await found("after"), ["late", "p250"]);
  const directory = await theDirectory();
  assert.equal(directory.byWord("before", 500).length, 298);
  assert.ok(!directory.byWord("before", 500).includes("id of p250"));
});

test("pages of people are in the order of usernames, without gap or double, also when their last one has gone", async () => {
  const names = Array.from({ length: 70 }, (_, i) => `u${i * 3 % 70 + 10}`);
  for (const name of names) await put(person(name));
  const seen: string[] = [];
  let after: string | null = "";
  while (after !== null) {
    const page = await listPeople(person("asks"), "", after);
    seen.push(...page.people.map(({ username }) => username));
    after = page.next;
    const last = seen.at(-1);
    if (after !== null) noteInDirectory(theStore(), `id of ${last}`, null);
  }
  // By what they look like: a 0 is an o there.
  const byKey = names.toSorted((a, b) =>
    usernameKey(a) < usernameKey(b) ? -1 : 1
  );
  assert.deepEqual(seen, byKey);
});

test("another process finds newcomers after a few seconds at most", async (store) => {
  const other = otherProcess(store);
  await put(person("maya"));
  const now = performance.now;
  try {
    await withStore(other, async () => {
      assert.deepEqual(await found(""), ["maya"]);
    });
    await put(person("jonas"));
    performance.now = () => now.call(performance) + 5_001;
    await withStore(other, async () => {
      assert.ok(await read(users, ["id of jonas"]));
      assert.deepEqual(await found(""), ["jonas", "maya"]);
    });
  } finally {
    performance.now = now;
  }
});

test("a directory that could not be filled is filled when it is asked again", async (store) => {
  await put(person("maya"));
  const listed = store.kv.list;
  store.kv.list = () => {
    throw new Error("a broken disk");
  };
  await assert.rejects(theDirectory(), /a broken disk/);
  store.kv.list = listed;
  assert.deepEqual(await found(""), ["maya"]);
});
