import { members } from "@/lib/conversations/_keys.ts";
import { addMembers } from "@/lib/conversations/add_members.ts";
import { changeRules } from "@/lib/conversations/change_rules.ts";
import { changeRole } from "@/lib/conversations/change_role.ts";
import { describeConversation } from "@/lib/conversations/describe.ts";
import { listEntries } from "@/lib/conversations/entries.ts";
import { findConversation, listMembers } from "@/lib/conversations/find.ts";
import { leaveConversation } from "@/lib/conversations/leave.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import {
  DEFAULT_RIGHTS,
  may,
  type OpenRole,
  type Right,
  rightsOf,
} from "@/lib/conversations/rights_model.ts";
import { Conflict, Forbidden, NotFound } from "@/lib/errors.ts";
import { list } from "@/lib/kv/read.ts";
import { withStore } from "@/lib/kv/store.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import assert from "node:assert/strict";
import { directOf, gatherCast, groupOf } from "../../support/people.ts";
import { otherProcess, storeTest } from "../../support/store.ts";

const rights = (changes: Partial<Record<OpenRole, readonly Right[]>>) => ({
  rights: { ...DEFAULT_RIGHTS, ...changes },
  history: "all" as const,
  slow: 0,
  readOnly: false,
});
const without = (role: OpenRole, right: Right) =>
  rights({ [role]: DEFAULT_RIGHTS[role].filter((one) => one !== right) });

let sent = 0;
const text = (conversation: string) => ({
  conversation,
  text: "The tide is in",
  clientId: `client-${++sent}`,
});

async function owners(id: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { value } of list(members, [id])) {
    if (value.role === "owner") found.push(value.user);
  }
  return found;
}

storeTest(
  "C4 an owner forbids members to post, invite and rename, and the deeds themselves refuse; moderators still may",
  async () => {
    const { maya, jonas, amina, ravi } = await gatherCast();
    const group = await groupOf(maya, jonas, amina);
    await changeRole(maya, group.id, jonas.id, "moderator");
    await sendMessage(amina, text(group.id));
    await changeRules(maya, group.id, rights({ member: ["react"] }));
    await assert.rejects(sendMessage(amina, text(group.id)), Forbidden);
    await assert.rejects(addMembers(amina, group.id, [ravi]), Forbidden);
    const words = { name: "Mine", description: "" };
    await assert.rejects(
      describeConversation(amina, group.id, words),
      Forbidden,
    );
    await sendMessage(jonas, text(group.id));
    await addMembers(jonas, group.id, [ravi]);
    await changeRules(maya, group.id, without("moderator", "invite"));
    await removeMember(maya, group.id, ravi.id);
    await assert.rejects(addMembers(jonas, group.id, [ravi]), Forbidden);
    const { conversation, member } = await findConversation(amina, group.id);
    assert.ok(may(conversation, member, "pin"), "the default again");
  },
);

storeTest(
  "C4 a right forbidden while a message is on its way stops that message",
  async () => {
    const { maya, amina } = await gatherCast();
    const group = await groupOf(maya, amina);
    for (let i = 0; i < 20; i++) {
      const [sending, forbidding] = await Promise.allSettled([
        sendMessage(amina, text(group.id)),
        changeRules(maya, group.id, without("member", "post")),
      ]);
      assert.equal(forbidding.status, "fulfilled");
      const log = await listEntries(group.id, { limit: 2, reverse: true });
      // Either it came first, or it was refused: it never stands behind the line.
      assert.ok("note" in log[0]!.body, sending.status);
      await changeRules(maya, group.id, rights({}));
    }
  },
);

storeTest(
  "C4 a line in the log says who gave whom which role and who changed the rights, and nothing that changes nothing",
  async () => {
    const { maya, jonas } = await gatherCast();
    const group = await groupOf(maya, jonas);
    await changeRole(maya, group.id, jonas.id, "moderator");
    await changeRole(maya, group.id, jonas.id, "moderator");
    await changeRules(maya, group.id, without("member", "pin"));
    await changeRules(maya, group.id, without("member", "pin"));
    await changeRole(maya, group.id, jonas.id, "hand-over");
    const log = await listEntries(group.id, { after: 1, limit: 9 });
    assert.deepEqual(log.map(({ body }) => "note" in body && body.note), [
      { what: "role", name: "Jonas Weber", to: "moderator" },
      { what: "set", to: "rights" },
      { what: "role", name: "Jonas Weber", to: "owner" },
      { what: "role", name: "Maya Lind", to: "member" },
    ]);
    assert.deepEqual(await owners(group.id), [jonas.id]);
  },
);

storeTest(
  "C4 nobody gives themselves more than they have, and a moderator who manages cannot touch owners or equals",
  async () => {
    const { maya, jonas, amina, ravi, noor } = await gatherCast();
    const group = await groupOf(maya, jonas, amina, ravi);
    await changeRole(maya, group.id, jonas.id, "moderator");
    await changeRole(maya, group.id, amina.id, "moderator");
    const all = rights({
      moderator: [...DEFAULT_RIGHTS.moderator, "manage"],
    });
    await assert.rejects(changeRules(jonas, group.id, all), Forbidden);
    await changeRules(maya, group.id, all);
    for (const role of ["owner", "hand-over"] as const) {
      await assert.rejects(
        changeRole(jonas, group.id, jonas.id, role),
        Forbidden,
      );
    }
    await assert.rejects(
      changeRole(jonas, group.id, maya.id, "member"),
      Forbidden,
    );
    await assert.rejects(
      changeRole(jonas, group.id, amina.id, "member"),
      Forbidden,
    );
    await assert.rejects(removeMember(jonas, group.id, amina.id), Forbidden);
    await assert.rejects(removeMember(jonas, group.id, maya.id), Forbidden);
    await assert.rejects(changeRules(jonas, group.id, all), Forbidden);
    await assert.rejects(
      changeRole(noor, group.id, noor.id, "member"),
      NotFound,
    );
    await removeMember(jonas, group.id, ravi.id);
    const direct = await directOf(maya, jonas);
    await assert.rejects(
      changeRole(maya, direct.id, jonas.id, "owner"),
      Forbidden,
    );
    await assert.rejects(changeRules(maya, direct.id, all), Forbidden);
  },
);

storeTest(
  "C4 the last owner cannot step down, and of two who step down or leave at once, in two processes, an owner remains",
  async (store) => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await groupOf(maya, jonas, amina);
    await assert.rejects(
      changeRole(maya, group.id, maya.id, "member"),
      Conflict,
    );
    for (let i = 0; i < 10; i++) {
      await changeRole(maya, group.id, jonas.id, "owner");
      const down = await Promise.allSettled([
        changeRole(maya, group.id, maya.id, "member"),
        withStore(
          otherProcess(store),
          () => changeRole(jonas, group.id, jonas.id, "member"),
        ),
      ]);
      assert.equal(
        down.filter(({ status }) => status === "rejected").length,
        1,
      );
      const [one] = await owners(group.id);
      if (one === jonas.id) {
        await changeRole(jonas, group.id, maya.id, "hand-over");
      }
    }
    await changeRole(maya, group.id, jonas.id, "owner");
    await Promise.all([
      leaveConversation(maya, group.id),
      withStore(
        otherProcess(store),
        () => leaveConversation(jonas, group.id),
      ),
    ]);
    assert.deepEqual(await owners(group.id), [amina.id]);
  },
);

storeTest(
  "C4 a moderator inherits a group before a member who was there longer",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await groupOf(maya, jonas);
    await addMembers(maya, group.id, [amina]);
    await changeRole(maya, group.id, amina.id, "moderator");
    await leaveConversation(maya, group.id);
    assert.deepEqual(await owners(group.id), [amina.id]);
    assert.equal((await listMembers(jonas, group.id)).length, 2);
  },
);

Deno.test("C4 a group from before there were rights has the default ones, and what no role can be given is never had", () => {
  const old = { kind: "group" } as const;
  assert.deepEqual(rightsOf(old, "member"), DEFAULT_RIGHTS.member);
  const tampered = {
    kind: "group",
    rights: { guest: ["post", "manage", "delete"] },
  } as const;
  assert.deepEqual(rightsOf(tampered, "guest"), ["post"]);
});
