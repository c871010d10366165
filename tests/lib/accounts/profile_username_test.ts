import assert from "node:assert/strict";
import {
  changeUsername,
  freeUsername,
  HELD_FOR,
} from "@/lib/accounts/change_username.ts";
import { findByUsername, listProfiles } from "@/lib/accounts/find.ts";
import { listPeople } from "@/lib/accounts/list_people.ts";
import { signIn } from "@/lib/accounts/sign_in.ts";
import { Invalid } from "@/lib/errors.ts";
import { join, onNewServer, password, visit } from "./_people.ts";

const DAY = 24 * 60 * 60_000;

async function why(deed: Promise<unknown>): Promise<string | undefined> {
  try {
    await deed;
  } catch (error) {
    assert.ok(error instanceof Invalid, String(error));
    return error.fields.username?.key;
  }
}

onNewServer(
  "both names lead to the person, and nobody else can take the old one",
  async () => {
    const { user } = await join("maya");
    const { user: joe } = await join("joe");
    const after = await changeUsername(user, "Lind");
    assert.equal(after.username, "lind");
    for (const name of ["maya", "MAYA", "lind"]) {
      assert.equal((await findByUsername(name))?.id, user.id, name);
    }
    assert.equal(
      await why(changeUsername(joe, "maya")),
      "entrance.problem.username_taken",
    );
    // It looks like it, and that is enough.
    assert.equal(
      await why(changeUsername(joe, "mауа")),
      "entrance.problem.username_taken",
    );
    assert.equal(
      await why(join("maya")),
      "entrance.problem.username_taken",
    );
    await signIn({ username: "lind", password }, visit);
  },
);

onNewServer("lists show everybody once, under the new name", async () => {
  const { user } = await join("maya");
  const { user: joe } = await join("joe");
  await changeUsername(user, "lind");
  const { people } = await listPeople(user, "", "");
  assert.deepEqual(people.map((one) => one.username), ["joe", "lind"]);
  const found = await listProfiles(joe);
  assert.deepEqual(found.map((one) => one.username), ["lind"]);
  assert.equal((await listPeople(user, "lin", "")).people.length, 1);
});

onNewServer(
  "after thirty days the old name is free, unless it was taken back",
  async () => {
    const { user } = await join("maya");
    const { user: joe } = await join("joe");
    const job = { kind: "free-username", user: user.id } as const;
    const now = Date.now();
    await changeUsername(user, "lind", now);
    await freeUsername(job, undefined, now + HELD_FOR - 1);
    assert.ok(await findByUsername("maya"), "not a moment earlier");
    await changeUsername(user, "maya", now + DAY);
    await freeUsername(job, undefined, now + HELD_FOR);
    assert.equal((await findByUsername("maya"))?.id, user.id, "taken back");
    await changeUsername(user, "lindt", now + 2 * DAY);
    await freeUsername(job, undefined, now + HELD_FOR);
    assert.ok(await findByUsername("maya"), "given up anew, held anew");
    await freeUsername(job, undefined, now + 2 * DAY + HELD_FOR);
    assert.equal(await findByUsername("maya"), null);
    assert.equal((await changeUsername(joe, "maya")).username, "maya");
  },
);

onNewServer("nobody can hold back more than a few names", async () => {
  const { user } = await join("maya");
  for (const name of ["anna", "berta", "clara"]) {
    await changeUsername(user, name);
  }
  assert.equal(
    await why(changeUsername(user, "dora")),
    "people.problem.username_often",
  );
  // Going back takes one out and puts one in.
  assert.equal((await changeUsername(user, "maya")).username, "maya");
});

onNewServer(
  "of twenty people who want one name at once one gets it",
  async () => {
    const people = [];
    for (let i = 0; i < 20; i++) people.push((await join(`person${i}`)).user);
    const outcomes = await Promise.all(
      people.map((user) => why(changeUsername(user, "captain"))),
    );
    assert.equal(outcomes.filter((one) => one === undefined).length, 1);
    const winner = people[outcomes.indexOf(undefined)]!;
    assert.equal((await findByUsername("captain"))?.id, winner.id);
  },
);

onNewServer("one person's many changes at once end with one name", async () => {
  const { user } = await join("maya");
  const names = ["anna", "berta", "clara", "dora", "emma"];
  await Promise.all(names.map((name) => why(changeUsername(user, name))));
  const { people } = await listPeople(user, "", "");
  assert.equal(people.length, 1);
  assert.equal((await findByUsername(people[0]!.username))?.id, user.id);
});

onNewServer(
  "reserved and shapeless names stay refused, other spelling is no change",
  async () => {
    await join("founder");
    const { user } = await join("maya");
    assert.equal(
      await why(changeUsername(user, "admin")),
      "entrance.problem.username_reserved",
    );
    assert.equal(
      await why(changeUsername(user, "two words")),
      "entrance.problem.username_shape",
    );
    await changeUsername(user, "MAYA");
    assert.equal((await findByUsername("maya"))?.username, "maya");
  },
);
