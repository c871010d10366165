import { admissions, conversations } from "@/lib/conversations/_keys.ts";
import { addMembers } from "@/lib/conversations/add_members.ts";
import {
  type AdmitMembers,
  admitMembers,
} from "@/lib/conversations/admission.ts";
import { createConversation } from "@/lib/conversations/create.ts";
import { listEntries } from "@/lib/conversations/entries.ts";
import {
  findConversation,
  listMembers,
  listMemberships,
} from "@/lib/conversations/find.ts";
import { listInbox } from "@/lib/conversations/inbox.ts";
import { leaveConversation } from "@/lib/conversations/leave.ts";
import { findReading, listReaders } from "@/lib/conversations/readers.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import { Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { hub } from "@/lib/live/hub.ts";
import type { Listener } from "@/lib/live/listening.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import assert from "node:assert/strict";
import {
  directOf,
  gatherCast,
  gatherCrowd,
  groupOf,
} from "../../support/people.ts";
import { rawRows, storeTest } from "../../support/store.ts";

async function lastNote(id: string) {
  const [last] = await listEntries(id, { limit: 1, reverse: true });
  return last!.body;
}

storeTest(
  "C2 every member may bring people in; a line names them and nothing before is unread",
  async () => {
    const { maya, jonas, amina, noor } = await gatherCast();
    const group = await groupOf(maya, jonas);
    await addMembers(jonas, group.id, [amina, noor]);
    assert.deepEqual(await lastNote(group.id), {
      note: { what: "added", names: ["Amina Khalil", noor.name], count: 2 },
    });
    const { conversation } = await findConversation(amina, group.id);
    assert.equal(conversation.memberCount, 4);
    // The line about their coming is news to them.
    assert.equal((await findReading(amina, group.id)).unread, 1);
  },
);

storeTest("C2 whoever is in already is not brought in again", async () => {
  const { maya, jonas, amina } = await gatherCast();
  const group = await groupOf(maya, jonas);
  await Promise.all([
    addMembers(maya, group.id, [amina]),
    addMembers(jonas, group.id, [amina, maya]),
    addMembers(jonas, group.id, [amina]),
  ]);
  assert.equal((await listEntries(group.id, { limit: 9 })).length, 2);
  const { conversation, member } = await findConversation(maya, group.id);
  assert.equal(conversation.memberCount, 3);
  assert.equal(member.role, "owner", "stays as she was");
});

storeTest(
  "addMembers() brings nobody into a direct conversation, and strangers bring in nobody",
  async () => {
    const { maya, jonas, amina, ravi } = await gatherCast();
    const direct = await directOf(maya, jonas);
    await assert.rejects(addMembers(maya, direct.id, [amina]), Forbidden);
    const group = await groupOf(maya, jonas);
    await assert.rejects(addMembers(ravi, group.id, [ravi]), NotFound);
    assert.equal((await listMembers(maya, group.id)).length, 2);
  },
);

storeTest(
  "C2 an owner removes a member; others may not, and nobody removes an owner's own self",
  async () => {
    const { maya, jonas, amina, ravi } = await gatherCast();
    const group = await groupOf(maya, jonas, amina);
    await assert.rejects(removeMember(jonas, group.id, amina.id), Forbidden);
    await assert.rejects(removeMember(maya, group.id, maya.id), Forbidden);
    await assert.rejects(removeMember(maya, group.id, ravi.id), NotFound);
    await assert.rejects(removeMember(ravi, group.id, jonas.id), NotFound);
    await removeMember(maya, group.id, jonas.id);
    await assert.rejects(findConversation(jonas, group.id), NotFound);
    assert.deepEqual(await listMemberships(jonas.id), []);
    assert.deepEqual((await listInbox(jonas)).rows, []);
    assert.deepEqual(await lastNote(group.id), {
      note: { what: "removed", name: "Jonas Weber" },
    });
    assert.equal(
      (await findConversation(maya, group.id)).conversation.memberCount,
      2,
    );
  },
);

storeTest(
  "C2 nothing of a removed member's place stays behind, and coming back starts afresh",
  async () => {
    const { maya, jonas } = await gatherCast();
    const group = await groupOf(maya, jonas);
    const text = {
      conversation: group.id,
      clientId: "client-1",
      text: "Hello",
    };
    await sendMessage(jonas, text);
    assert.equal((await listReaders(maya, group.id, 2)).length, 1);
    await removeMember(maya, group.id, jonas.id);
    assert.deepEqual(await listReaders(maya, group.id, 2), []);
    await addMembers(maya, group.id, [jonas]);
    assert.equal(
      (await findConversation(jonas, group.id)).member.role,
      "member",
    );
    assert.equal(
      (await sendMessage(jonas, text)).seq,
      2,
      "his id is still his",
    );
  },
);

storeTest(
  "leaveConversation() passes a group on to whoever has been there longest",
  async () => {
    const { maya, jonas, amina, ravi } = await gatherCast();
    const group = await groupOf(maya, jonas);
    await new Promise((later) => setTimeout(later, 3));
    await addMembers(maya, group.id, [amina, ravi]);
    await leaveConversation(maya, group.id);
    await assert.rejects(findConversation(maya, group.id), NotFound);
    assert.deepEqual(await lastNote(group.id), {
      note: { what: "owner", name: "Jonas Weber" },
    });
    const roles = (await listMembers(jonas, group.id)).map(
      ({ profile, role }) => [profile.username, role],
    );
    assert.deepEqual(roles[0], ["jonas", "owner"]);
    assert.deepEqual(roles.slice(1).map(([, role]) => role), [
      "member",
      "member",
    ]);
    await leaveConversation(amina, group.id);
    assert.equal(
      (await findConversation(jonas, group.id)).member.role,
      "owner",
    );
  },
);

storeTest(
  "leaveConversation() never leaves a group without an owner, even when all go at once",
  async () => {
    const { maya, jonas, amina, ravi, noor } = await gatherCast();
    const group = await groupOf(maya, jonas, amina, ravi, noor);
    await Promise.all(
      [maya, jonas, amina, ravi].map((one) => leaveConversation(one, group.id)),
    );
    const { conversation, member } = await findConversation(noor, group.id);
    assert.equal(member.role, "owner");
    assert.equal(conversation.memberCount, 1);
    await leaveConversation(noor, group.id);
    assert.deepEqual(await listMemberships(noor.id), []);
  },
);

storeTest(
  "leaveConversation() keeps both in a direct conversation",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const direct = await directOf(maya, jonas);
    await assert.rejects(leaveConversation(maya, direct.id), Forbidden);
    const group = await groupOf(maya, jonas);
    await assert.rejects(leaveConversation(ravi, group.id), NotFound);
  },
);

/** A listener that only counts what reaches it. */
function counting(user: string, seen: Map<string, number>): Listener {
  return {
    kind: "live",
    session: `session-${user}`,
    user,
    conversations: new Set(),
    deliver: ({ happening }) => {
      if (happening.event.type !== "message-added") return;
      seen.set(user, (seen.get(user) ?? 0) + 1);
    },
    follows: () => true,
    left: () => {},
    end: () => {},
  };
}

storeTest(
  "C1 a group of 1,000 is made in one go, and every one of them gets a message in it",
  async (store) => {
    const { maya } = await gatherCast();
    const crowd = await gatherCrowd(999);
    const seen = new Map<string, number>();
    const listeners = crowd.map((user) => counting(user.id, seen));
    for (const one of listeners) hub.add(one);
    const group = await createConversation(maya, {
      kind: "group",
      members: crowd,
      name: "Everybody",
      description: "",
    });
    assert.equal(group.memberCount, 1_000);
    const rowsBefore = (await rawRows(store)).length;
    const { seq } = await sendMessage(maya, {
      conversation: group.id,
      text: "Good morning, all",
      clientId: "morning-1",
    });
    await Promise.resolve();
    for (const one of listeners) hub.remove(one);
    assert.equal(seen.size, 999);
    assert.ok([...seen.values()].every((times) => times === 1));
    const written = (await rawRows(store)).length - rowsBefore;
    assert.ok(written <= 3, `a send wrote ${written} new rows`);
    for (const one of [crowd[0]!, crowd[250]!, crowd[998]!]) {
      const [row] = (await listInbox(one)).rows;
      assert.equal(row!.preview, "Good morning, all");
      assert.ok(row!.unread >= 1);
    }
    assert.equal((await listMembers(maya, group.id)).length, 1_000);
    // Each batch stands in the log, so nobody is in it unrecorded.
    const notes = await listEntries(group.id, { before: seq, limit: 9 });
    const counted = notes.reduce(
      (sum, { body }) =>
        "note" in body && body.note.what === "added"
          ? sum + body.note.count
          : sum,
      0,
    );
    assert.equal(counted, 999 - 250);
  },
);

storeTest(
  "C1 the jobs that finish a half-made group change nothing when it was finished",
  async (store) => {
    const { maya } = await gatherCast();
    const crowd = await gatherCrowd(600);
    const group = await createConversation(maya, {
      kind: "group",
      members: crowd,
      name: "Everybody",
      description: "",
    });
    const jobs: AdmitMembers[] = [];
    for (const { family, text } of await rawRows(store)) {
      if (family !== "job") continue;
      const { job } = JSON.parse(text)[1];
      if (job.kind === "admit-members") jobs.push(job);
    }
    jobs.sort((a, b) => a.batch - b.batch);
    assert.deepEqual(jobs.map(({ batch }) => batch), [0, 1]);
    const before = await listEntries(group.id, { limit: 99 });
    for (const job of jobs) await admitMembers(job);
    assert.deepEqual(await listEntries(group.id, { limit: 99 }), before);
    // A job that comes late brings nobody back.
    const removed = crowd.at(-1)!;
    await removeMember(maya, group.id, removed.id);
    for (const job of jobs) await admitMembers(job);
    await assert.rejects(findConversation(removed, group.id), NotFound);
    // A crash between two batches leaves a row behind, and its job takes it in.
    const left = { actor: maya.id, users: [removed.id] };
    await change((c) => c.put(admissions, [group.id, 1], left));
    await admitMembers(jobs[1]!);
    await findConversation(removed, group.id);
    assert.equal(await read(admissions, [group.id, 1]), null);
  },
);

storeTest(
  "C1 a group that would outgrow its limit says so and takes nobody in",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await groupOf(maya, jonas);
    const full = { ...group, memberCount: 5_000 };
    await change((c) => c.put(conversations, [group.id], full));
    await assert.rejects(addMembers(maya, group.id, [amina]), Invalid);
    await assert.rejects(findConversation(amina, group.id), NotFound);
  },
);
