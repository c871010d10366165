import assert from "node:assert/strict";
import { eraseAccount } from "@/lib/accounts/erase_account.ts";
import { findByUsername, findUser } from "@/lib/accounts/find.ts";
import { askToLeave } from "@/lib/accounts/leave.ts";
import { endsAt } from "@/lib/accounts/leaving_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import type { SignedIn } from "@/lib/accounts/session.ts";
import { signIn } from "@/lib/accounts/sign_in.ts";
import { addMembers } from "@/lib/conversations/add_members.ts";
import { everyConversation } from "@/lib/conversations/entries.ts";
import { jobs } from "@/lib/jobs/_keys.ts";
import { list } from "@/lib/kv/read.ts";
import { Store, withStore } from "@/lib/kv/store.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { listMissedBy } from "@/lib/messages/replay.ts";
import { fillStore } from "@/lib/operations/seed_fill.ts";
import { PASSWORD } from "@/lib/operations/seed_words_people.ts";
import { doErasures } from "@/tests/support/leaving.ts";
import { directOf, gatherCast, groupOf } from "@/tests/support/people.ts";
import { openedRows, storeTest } from "@/tests/support/store.ts";
import { logOf, overhear, say } from "./_talk.ts";

/** Asks for the end of an account, and ends it; what is left to erase is left. */
async function end({ id, username }: User, password: string): Promise<void> {
  const { user, session } = await signIn({ username, password }, {
    agent: "",
    net: "203.0.113.9",
  }) as SignedIn;
  await askToLeave(user, session, username);
  const { leaving } = (await findUser(id))!;
  const job = { kind: "erase-account", user: id, at: leaving!.at } as const;
  await eraseAccount(job, undefined, endsAt(leaving!));
}

const PASSWORD_OF_CAST = "three calm herons";

storeTest(
  "A9 of the sample organisation every text of one person goes, and no text of the others",
  async (store) => {
    await fillStore({ messages: 900, log: 300 }, Date.UTC(2026, 10, 20, 15));
    const jonas = (await findByUsername("jonas"))!;
    const texts = async () => {
      const by = { jonas: 0, others: 0 };
      for await (const id of everyConversation()) {
        for (const { author, kind } of await logOf(id)) {
          if (kind === "text") by[author === jonas.id ? "jonas" : "others"]++;
        }
      }
      return by;
    };
    const before = await texts();
    assert.ok(before.jonas > 50 && before.others > 50);
    await end(jonas, PASSWORD);
    await doErasures();
    assert.deepEqual(await texts(), { jonas: 0, others: before.others });
    const rows = (await openedRows(store)).filter(({ family, key }) =>
      ["client_id", "in_note"].includes(family) && key.includes(jonas.id)
    );
    assert.deepEqual(rows, []);
  },
);

storeTest(
  "A9 open streams and those that come back follow an erasure",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await groupOf(maya, amina);
    await addMembers(maya, group.id, [jonas]);
    await say(jonas, group.id, "Secret one");
    await editMessage(jonas, group.id, 3, "Secret two");
    await say(maya, group.id, "Mine");
    await overhear(maya, [group.id], async (heard) => {
      const mark = await say(maya, group.id, "Mark");
      const since = heard.at(-1)!.versionstamp!;
      await end(jonas, PASSWORD_OF_CAST);
      await doErasures();
      const told = heard.map(({ event }) => event).filter((event) =>
        event.type === "message-changed"
      ).map(({ message: { seq, kind, author, text } }) => [
        seq,
        kind,
        author.name,
        text,
      ]);
      assert.deepEqual(told.find(([seq]) => seq === 3), [
        3,
        "deleted",
        "",
        "",
      ]);
      // The line about his coming in is Maya's, and has not his name any more.
      const line = told.find(([seq]) => seq === 2);
      assert.deepEqual(line, [2, "note", "Maya Lind", ""]);
      const profile = heard.find(({ event }) =>
        event.type === "profile-changed"
      );
      assert.ok(profile);
      const missed = (await listMissedBy(maya.id, since))!;
      const types = missed.map(({ event }) => event.type);
      assert.deepEqual(types.filter((type) => type === "note-added"), [
        "note-added",
      ]);
      const changed = missed.flatMap(({ event }) =>
        event.type === "message-changed" ? [event.message.seq] : []
      );
      assert.deepEqual(changed.sort(), [2, 3]);
      assert.ok(mark.seq > 3);
    });
    const log = await logOf(group.id);
    assert.deepEqual(log.map(({ seq }) => seq), log.map((_, i) => i + 1));
  },
);

/** A store whose process dies when it begins one commit more than it is given. */
class Mortal extends Store {
  readonly died = Promise.withResolvers<"died">();
  constructor(store: Store, public commits: number) {
    super(store.kv, store.sealing, store.limits);
  }
  override commit(...write: Parameters<Store["commit"]>) {
    if (this.commits-- > 0) return super.commit(...write);
    this.died.resolve("died");
    return new Promise<never>(() => {});
  }
}

storeTest(
  "A9 an erasure that dies between any two of its writes comes to the same end",
  async (store) => {
    const { maya, jonas, amina } = await gatherCast();
    const rooms = [
      await groupOf(maya, jonas, amina),
      await groupOf(jonas, maya),
      await directOf(jonas, amina),
      await groupOf(jonas),
      await groupOf(maya, jonas),
      await groupOf(amina, jonas),
      await groupOf(jonas, amina),
    ];
    for (const { id } of rooms) {
      for (let i = 0; i < 30; i++) await say(jonas, id, `Secret ${i}`);
    }
    await end(jonas, PASSWORD_OF_CAST);
    let deaths = 0;
    for (let life = 0; life < 400; life++) {
      const mortal = new Mortal(store, 1 + life % 3);
      const end = withStore(mortal, async () => {
        await doErasures();
        return "done" as const;
      });
      if (await Promise.race([end, mortal.died.promise]) === "done") break;
      deaths++;
    }
    assert.ok(deaths > 10, `${deaths} deaths`);
    const left = [];
    for await (const { value } of list(jobs, [])) {
      if (/^erase-(?!account$)/.test(value.job.kind)) left.push(value);
    }
    assert.deepEqual(left, []);
    const rows = await openedRows(store);
    const text = rows.map(({ key, value }) => JSON.stringify([key, value]))
      .join("\n");
    assert.ok(!/Secret|Jonas|jonas/.test(text));
    assert.ok(/Maya Lind/.test(text));
    const ids = [
      ...new Set(
        rows.flatMap(({ family, key }) =>
          family === "message" ? [String(key[1])] : []
        ),
      ),
    ];
    assert.ok(!ids.includes(rooms[3]!.id), "nobody was left in it");
    for (const id of ids) {
      const log = await logOf(id);
      assert.deepEqual(log.map(({ seq }) => seq), log.map((_, i) => i + 1));
      const left = log.filter(({ body }) =>
        "note" in body && body.note.what === "left"
      );
      assert.ok(left.length <= 1, "left once");
    }
  },
);

storeTest(
  "A9 messages that are sent while their author's account ends are erased like all others",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    let [sent, refused] = [0, 0];
    let going = true;
    const sending = (async () => {
      for (let i = 0; going; i++) {
        try {
          await say(jonas, id, `Secret ${i}`);
          sent++;
        } catch {
          refused++;
          if (refused > 20) break;
        }
      }
    })();
    await new Promise((done) => setTimeout(done, 20));
    await end(jonas, PASSWORD_OF_CAST);
    await doErasures();
    going = false;
    await sending;
    await doErasures();
    assert.ok(sent > 0 && refused > 0, `${sent} sent, ${refused} refused`);
    const log = await logOf(id);
    assert.deepEqual(log.filter(({ kind }) => kind === "text"), []);
  },
);
