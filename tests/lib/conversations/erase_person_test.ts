import assert from "node:assert/strict";
import { userSessions } from "@/lib/accounts/_keys.ts";
import { putUser } from "@/lib/accounts/_store.ts";
import { eraseAccount } from "@/lib/accounts/erase_account.ts";
import { findUser } from "@/lib/accounts/find.ts";
import { LEAVING_GRACE } from "@/lib/accounts/leaving_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import { signIn } from "@/lib/accounts/sign_in.ts";
import { memberships } from "@/lib/conversations/_keys.ts";
import { addMembers } from "@/lib/conversations/add_members.ts";
import { createConversation } from "@/lib/conversations/create.ts";
import { findConversation, listMembers } from "@/lib/conversations/find.ts";
import { Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { doErasures } from "@/tests/support/leaving.ts";
import { gatherCast, groupOf } from "@/tests/support/people.ts";
import { storeTest } from "@/tests/support/store.ts";
import { logOf } from "../messages/_talk.ts";

/** As if they had asked a fortnight ago. */
async function wish({ id }: User): Promise<void> {
  const user = (await findUser(id))!;
  const leaving = { at: Date.now() - LEAVING_GRACE };
  await change((c) => putUser(c, { ...user, leaving }, user));
}

async function end({ id }: User): Promise<void> {
  const { leaving } = (await findUser(id))!;
  await eraseAccount({ kind: "erase-account", user: id, at: leaving!.at });
}

async function count(rows: AsyncIterable<unknown>): Promise<number> {
  let found = 0;
  for await (const _ of rows) found++;
  return found;
}

storeTest(
  "A9 a group passes to whoever has been in it longest and is not leaving too, and the log says so",
  async () => {
    const { maya, jonas, amina, ravi } = await gatherCast();
    const group = await groupOf(maya, jonas);
    await new Promise((later) => setTimeout(later, 3));
    await addMembers(maya, group.id, [amina]);
    await new Promise((later) => setTimeout(later, 3));
    await addMembers(maya, group.id, [ravi]);
    await wish(jonas);
    await wish(maya);
    await end(maya);
    await doErasures();
    const members = await listMembers(amina, group.id);
    assert.deepEqual(
      members.map(({ profile, role }) => [profile.username, role]),
      [["jonas", "member"], ["amina", "owner"], ["ravi", "member"]],
    );
    const { conversation } = await findConversation(amina, group.id);
    assert.equal(conversation.memberCount, 3);
    const notes = (await logOf(group.id)).slice(-2).map(({ body }) => body);
    assert.deepEqual(notes, [
      { note: { what: "left" } },
      { note: { what: "owner", name: "Amina Khalil" } },
    ]);
  },
);

storeTest(
  "A9 nobody who is leaving is brought in, by whatever way",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    await wish(jonas);
    const group = await groupOf(maya, amina);
    // Found a moment before, as a form that is on its way.
    await addMembers(maya, group.id, [jonas]);
    const words = { name: "New", description: "" };
    const made = await createConversation(maya, {
      kind: "group",
      members: [jonas, amina],
      ...words,
    });
    assert.equal(made.memberCount, 2);
    await assert.rejects(
      createConversation(maya, { kind: "direct", members: [jonas], ...words }),
      Invalid,
    );
    assert.equal(await count(list(memberships, [jonas.id])), 0);
  },
);

storeTest(
  "A9 being brought into groups while the account ends leaves nobody in them",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const groups = [];
    for (let i = 0; i < 12; i++) groups.push(await groupOf(maya, amina));
    await wish(jonas);
    // As one who was found before: the deed alone must see it.
    const adding = groups.map(async ({ id }, i) => {
      await new Promise((later) => setTimeout(later, i));
      await addMembers(maya, id, [jonas]);
    });
    await end(jonas);
    await Promise.all([...adding, doErasures()]);
    await doErasures();
    assert.equal(await count(list(memberships, [jonas.id])), 0);
    for (const { id } of groups) {
      const { conversation } = await findConversation(maya, id);
      assert.equal(conversation.memberCount, 2);
    }
  },
);

storeTest(
  "A9 of sign-ins that race the end of their account none leaves a session",
  async () => {
    const { jonas } = await gatherCast();
    await wish(jonas);
    const form = { username: "jonas", password: "three calm herons" };
    let [came, refused] = [0, 0];
    const signIns = Array.from({ length: 12 }, async (_, i) => {
      await new Promise((later) => setTimeout(later, i % 4));
      await signIn(form, { agent: "", net: "203.0.113.9" }).then(
        () => came++,
        () => refused++,
      );
    });
    await new Promise((later) => setTimeout(later, 1));
    await end(jonas);
    await Promise.all(signIns);
    await doErasures();
    assert.equal(came + refused, 12);
    assert.equal(await count(list(userSessions, [jonas.id])), 0);
  },
);
