import assert from "node:assert/strict";
import { mailAddresses, mailAddressOwners } from "@/lib/accounts/_mail_keys.ts";
import { providerLinks, userLinks } from "@/lib/accounts/_provider_keys.ts";
import {
  eraseAccount,
  OWN_RANGES,
  OWN_ROWS,
} from "@/lib/accounts/erase_account.ts";
import { askToLeave } from "@/lib/accounts/leave.ts";
import { endsAt } from "@/lib/accounts/leaving_model.ts";
import { findUser } from "@/lib/accounts/find.ts";
import { change } from "@/lib/kv/change.ts";
import { allFamilies, type Family } from "@/lib/kv/family.ts";
import { loadFamilies } from "@/lib/operations/print_keys.ts";
import { doErasures } from "@/tests/support/leaving.ts";
import { openedRows } from "@/tests/support/store.ts";
import { theStore } from "@/lib/kv/store.ts";
import { join, onNewServer } from "./_people.ts";

/** Families of a person that are erased by something else than the two lists, and by what. */
const ELSEWHERE: Record<string, string> = {
  user: "dropUser() of accounts/_store.ts",
  between: "eraseBetweens(), in accounts/erase_account.ts",
  user_session: "endOthersWithin(), in accounts/erase_account.ts",
  user_provider_links: "dropLinks(), in accounts/erase_account.ts",
  user_reset_link: "dropResetLink(), in accounts/erase_account.ts",
  drive_file: "files/erase_drive.ts",
  drive_folder: "files/erase_drive.ts",
  drive_total: "files/erase_drive.ts",
  saved: "messages/erase_saved.ts",
  saved_by: "messages/erase_saved.ts",
  reported: "messages/erase_reports.ts",
  report_about: "messages/erase_reports.ts",
  member: "conversations/erase_person.ts",
  membership: "conversations/erase_person.ts",
  chosen: "conversations/erase_person.ts",
  arrangement: "conversations/erase_person.ts",
  reading: "conversations/erase_person.ts",
  receipt: "conversations/erase_person.ts",
  unsent: "dropMember(), for conversations/erase_person.ts",
  join_request: "conversations/erase_person.ts",
  asked_to_join: "conversations/erase_person.ts",
  last_post: "dropMember(), for conversations/erase_person.ts",
  reaction: "messages/erase_reactions.ts",
  scheduled: "messages/erase_person.ts",
  notice: "messages/erase_person.ts",
  follow: "messages/erase_own_rows.ts",
  mention: "conversations/forget_mentions.ts",
  mention_time: "conversations/forget_mentions.ts",
  mention_unseen: "conversations/forget_mentions.ts",
  vote: "messages/erase_votes.ts",
  in_note: "messages/erase_person.ts",
  client_id: "messages/erase_person.ts",
};

/** What stays of a person, and why that is right. */
const KEPT: Record<string, string> = {
  guest: "of guests, who have no account: it goes with the conversation",
  account_ended: "an id and a time: that there was an account",
  upload_step: "an id and a number: how often they used uploads",
  direct: "two ids: it goes with its conversation, when the other leaves too",
};

Deno.test("A9 every family that is kept by user or author is erased, or named as kept with a reason", async () => {
  await loadFamilies();
  const listed = new Set([...OWN_ROWS, ...OWN_RANGES].map(({ name }) => name));
  const ofPeople = allFamilies().filter(({ parts }) =>
    parts.some((part) => /\b(user|author|owner|member)\b/.test(part))
  );
  assert.ok(ofPeople.length > 20);
  const forgotten = ofPeople.map(({ name }) => name).filter((name) =>
    !listed.has(name) && !(name in ELSEWHERE) && !(name in KEPT)
  );
  assert.deepEqual(
    forgotten,
    [],
    "a new family of rows about people: erase it in lib/accounts/erase_account.ts or in its domain's erase_person.ts, or name it in KEPT with the reason",
  );
  const known = new Set(allFamilies().map(({ name }) => name));
  const stale = [...Object.keys(ELSEWHERE), ...Object.keys(KEPT)]
    .filter((name) => !known.has(name));
  assert.deepEqual(stale, []);
});

onNewServer(
  "A9 of every such family nothing of the person is left, and a bystander's rows stay",
  async () => {
    await join("maya");
    const { user, session } = await join("jonas");
    const { user: other } = await join("amina");
    const ids = [user.id, other.id];
    const fill = (family: Family, id: string) => {
      const rest = family.parts.slice(1).map((part) =>
        /^(size|n)$/.test(part) ? 1 : "x"
      );
      return change((c) => c.put(family, [id, ...rest], value(family.name)));
    };
    const value = (name: string) =>
      name === "picture_chunk" ? new Uint8Array([1]) : { key: "x", hash: "h" };
    for (const id of ids) {
      for (const family of [...OWN_ROWS, ...OWN_RANGES]) {
        // Real rows stay real: keys must open while the account is there.
        if (/^(password|user_key|profile|mail_address)$/.test(family.name)) {
          continue;
        }
        await fill(family as Family, id);
      }
    }
    await change((c) => {
      for (const id of ids) {
        const sealed = new Uint8Array([1]);
        const about = {
          language: "en",
          timeZone: "UTC",
          since: 1,
          notices: false,
        };
        c.put(mailAddresses, [id], { ...about, sealed, hash: `hash ${id}` });
        c.put(mailAddressOwners, [`hash ${id}`], id);
        const { issuer, subject } = {
          issuer: "https://a.example",
          subject: id,
        };
        c.put(providerLinks, [issuer, subject], { user: id });
        c.put(userLinks, [id], [{
          id: "x",
          issuer,
          subject,
          label: id,
          at: 1,
        }]);
      }
    });
    // More than one write takes.
    for (let i = 0; i < 450; i += 150) {
      await change((c) => {
        for (let n = i; n < i + 150; n++) {
          c.put(OWN_RANGES[0]!, [user.id, `event ${n}`], { kind: "signed-in" });
        }
      });
    }
    await askToLeave(user, session, "jonas");
    const { leaving } = (await findUser(user.id))!;
    const job = {
      kind: "erase-account",
      user: user.id,
      at: leaving!.at,
    } as const;
    await eraseAccount(job, undefined, endsAt(leaving!));
    await doErasures();
    const rows = await openedRows(theStore());
    const of = (id: string) =>
      rows
        .filter((row) => JSON.stringify([row.key, row.value]).includes(id))
        .map(({ family }) => family);
    assert.deepEqual(
      [...new Set(of(user.id))].filter((name) => name !== "job").sort(),
      ["account_ended"],
    );
    const stays = new Set(of(other.id));
    for (const { name } of [...OWN_ROWS, ...OWN_RANGES]) {
      if (/^(user_key|profile)$/.test(name)) continue;
      assert.ok(stays.has(name), `${name} of a bystander`);
    }
    assert.ok(stays.has("mail_address_owner"));
    assert.ok(stays.has("provider_link"));
    assert.ok(stays.has("user_provider_links"));
  },
);
