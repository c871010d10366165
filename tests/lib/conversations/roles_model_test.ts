/** Random deeds of random people on one group; after each, the rules must hold. */
import { members } from "@/lib/conversations/_keys.ts";
import { addMembers } from "@/lib/conversations/add_members.ts";
import { changeRules } from "@/lib/conversations/change_rules.ts";
import { changeRole, type RoleDraft } from "@/lib/conversations/change_role.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { leaveConversation } from "@/lib/conversations/leave.ts";
import type { MemberRole } from "@/lib/conversations/model.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import {
  DEFAULT_RIGHTS,
  may,
  RIGHTS,
} from "@/lib/conversations/rights_model.ts";
import { Problem } from "@/lib/errors.ts";
import { list, read } from "@/lib/kv/read.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import fc from "fast-check";
import assert from "node:assert/strict";
import { gatherCast, groupOf } from "../../support/people.ts";
import { onNewStore } from "../../support/store.ts";

const person = fc.nat(4);
const deed = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), by: person, whom: person }),
  fc.record({ kind: fc.constant("remove" as const), by: person, whom: person }),
  fc.record({ kind: fc.constant("leave" as const), by: person, whom: person }),
  fc.record({ kind: fc.constant("post" as const), by: person, whom: person }),
  fc.record({
    kind: fc.constant("role" as const),
    by: person,
    whom: person,
    to: fc.constantFrom<RoleDraft>(
      "owner",
      "moderator",
      "member",
      "hand-over",
    ),
  }),
  fc.record({
    kind: fc.constant("rights" as const),
    by: person,
    whom: person,
    moderator: fc.subarray([...RIGHTS]),
    member: fc.subarray([...DEFAULT_RIGHTS.member]),
  }),
);

/** Which right a deed needs; a role decides the rest. */
const NEEDS = {
  add: "invite",
  remove: "remove",
  post: "post",
  role: "manage",
} as const;

Deno.test("C4 whatever people do in whatever order, a group with members has an owner, its count is right, and nobody acts beyond their rights", async () => {
  let [done, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(deed, { minLength: 1, maxLength: 3 }), {
        maxLength: 12,
      }),
      (rounds) =>
        onNewStore(async () => {
          const cast = Object.values(await gatherCast());
          const [maya, jonas, amina] = cast;
          const group = await groupOf(maya!, jonas!, amina!);
          for (const round of rounds) {
            const alone = round.length === 1;
            const one = round[0]!;
            const before = await placeOf(cast[one.by]!.id, group.id);
            const results = await Promise.allSettled(
              round.map(async (each, i) => {
                const [by, whom] = [cast[each.by]!, cast[each.whom]!];
                switch (each.kind) {
                  case "add":
                    return await addMembers(by, group.id, [whom]);
                  case "remove":
                    return await removeMember(by, group.id, whom.id);
                  case "leave":
                    return await leaveConversation(by, group.id);
                  case "role":
                    return await changeRole(by, group.id, whom.id, each.to);
                  case "rights": {
                    const { moderator, member } = each;
                    const guest = DEFAULT_RIGHTS.guest;
                    return await changeRules(by, group.id, {
                      rights: { moderator, member, guest },
                      history: "all",
                      slow: 0,
                      readOnly: false,
                    });
                  }
                  case "post":
                    return await sendMessage(by, {
                      conversation: group.id,
                      text: "Hello",
                      clientId: `client-${done}-${refused}-${i}`,
                    });
                }
              }),
            );
            for (const result of results) {
              if (result.status === "fulfilled") done++;
              else {
                refused++;
                assert.ok(result.reason instanceof Problem, result.reason);
              }
            }
            if (alone && results[0]!.status === "fulfilled") {
              assert.ok(before, "strangers do nothing");
              const { role, conversation } = before;
              if (one.kind === "rights") assert.equal(role, "owner");
              else if (one.kind !== "leave") {
                assert.ok(may(conversation, { role }, NEEDS[one.kind]));
              }
            }
            await checkGroup(group.id);
          }
        }),
    ),
    { numRuns: 60 },
  );
  assert.ok(done > 50 && refused > 50, `${done} done, ${refused} refused`);
});

async function placeOf(user: string, id: string) {
  const member = await read(members, [id, user]);
  if (!member) return null;
  const { conversation } = await findConversation({ id: user } as never, id);
  return { role: member.role, conversation };
}

async function checkGroup(id: string): Promise<void> {
  const roles: MemberRole[] = [];
  let someone = "";
  for await (const { value } of list(members, [id])) {
    roles.push(value.role);
    someone = value.user;
  }
  if (roles.length === 0) return;
  assert.ok(roles.includes("owner"), "an owner is there");
  const { conversation } = await findConversation({ id: someone } as never, id);
  assert.equal(conversation.memberCount, roles.length);
}
