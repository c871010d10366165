import assert from "node:assert/strict";
import { keepAway } from "@/lib/accounts/block.ts";
import { findByUsername } from "@/lib/accounts/find.ts";
import { createConversation } from "@/lib/conversations/create.ts";
import {
  archiveConversation,
  fileConversation,
  muteConversation,
  tagConversation,
} from "@/lib/conversations/choose.ts";
import { createFolder } from "@/lib/conversations/folders.ts";
import { joinByLink } from "@/lib/conversations/join.ts";
import { createLink } from "@/lib/conversations/links.ts";
import { pinConversation } from "@/lib/conversations/pins.ts";
import { createDriveFolder } from "@/lib/files/change_own.ts";
import { keepUploads } from "@/lib/files/keep.ts";
import { takeUpload } from "@/lib/files/upload.ts";
import { allFamilies } from "@/lib/kv/family.ts";
import { keepUnsent } from "@/lib/messages/keep_unsent.ts";
import { react } from "@/lib/messages/react.ts";
import { reportMessage } from "@/lib/messages/report.ts";
import { saveMessage } from "@/lib/messages/save.ts";
import { scheduleMessage } from "@/lib/messages/schedule.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { vote } from "@/lib/messages/vote.ts";
import { loadFamilies } from "@/lib/operations/print_keys.ts";
import { onSite } from "@/tests/support/app.ts";
import { takeAlong } from "@/tests/support/unzipped.ts";

/** Something of the story below, as it stands in the download. */
interface Taken {
  /** Where it is in `data.json`: names with dots, of lists every item. */
  readonly data: string;
  /** What a page says of it. */
  readonly page?: RegExp;
}

/** Where each family of a person's rows is found in their download. */
const TAKEN: Record<string, Taken> = {
  user: { data: "account.username", page: /@maya</ },
  user_session: { data: "sessions.device" },
  security_event: { data: "securityEvents" },
  passkeys: { data: "secondFactor.passkeys" },
  totp: { data: "secondFactor.authenticatorAppSince" },
  recovery_codes: { data: "secondFactor.recoveryCodesLeft" },
  user_provider_links: { data: "linkedAccounts" },
  mail_address: { data: "mailAddress" },
  profile: { data: "profile.bio" },
  picture: { data: "profile.picture" },
  picture_chunk: { data: "profile.picture" },
  quiet: { data: "settings.doNotDisturb" },
  last_seen: { data: "account.lastSeen" },
  between: { data: "keptAway.blocked", page: /Lena[^]*Blocked since/ },
  member: { data: "conversations.members.role" },
  membership: { data: "conversations.id", page: /Harbour/ },
  direct: { data: "conversations.kind" },
  reading: { data: "conversations.readUpTo" },
  receipt: { data: "conversations.readUpTo" },
  arrangement: {
    data: "folders.name",
    page: /Pinned<\/h2>[^]*Harbour[^]*Ropes/,
  },
  chosen: { data: "chosen.tags", page: /Muted[^]*archived[^]*Ropes[^]*knots/ },
  unsent: { data: "drafts.text", page: /half a thought/ },
  scheduled: { data: "scheduled.text", page: /Good morning to all/ },
  follow: { data: "threads.root", page: /#m-2"[^]*Message 2/ },
  asked_to_join: { data: "askedToJoin", page: /Groups one asks to join/ },
  join_request: { data: "askedToJoin" },
  saved: { data: "saved.remind", page: /A reminder is set for/ },
  drive_file: { data: "drive.files.name" },
  drive_folder: { data: "drive.folders.name" },
  reaction: {
    data: "conversations.messages.reactions.yours",
    page: /⛵ 1<b> · yours/,
  },
  reported: { data: "reported.words", page: /Not for a harbour/ },
  vote: { data: "conversations.messages.poll.yours", page: /Your vote/ },
};

/** What stays behind, and why that is right. */
const LEFT: Record<string, string> = {
  account_ended: "there is none while one can download",
  client_id: "which form sent which message: hashes, and nothing to read",
  guest: "of guests, who have no account to download",
  in_note: "an index: the notes themselves are in the messages",
  known_device:
    "keyed hashes of devices; `sessions` and `securityEvents` name them",
  last_post: "the time of a message that is there itself",
  mail: "a letter on its way, which its reader will have",
  mail_address_setup: "an address of a few minutes that is not one yet",
  mention: "an index: the messages that name one are there themselves",
  mention_time: "the same index in another order",
  mention_unseen:
    "which of that index was not seen yet, which is of this moment",
  drive_total: "the sum of the files that are there themselves",
  upload_step: "a number that keeps two deeds apart",
  notice: "that a message of `scheduled` could not be sent, which stands there",
  password: "a secret",
  presence: "of this moment",
  report_about:
    "what others report is for those who settle it; her words are in the messages",
  sign_in_notice: "the same sign-ins as in `securityEvents`",
  saved_by: "an index of `saved`",
  totp_setup: "a secret of a few minutes",
  user_key: "a secret",
  user_reset_link: "a secret",
  username_held: "hashes of names that were given up",
};

/** Families with rows of one person. */
function personal(): string[] {
  return allFamilies()
    .filter(({ name, parts }) =>
      !name.startsWith("test_") &&
      parts.some((part) => /\b(user|author|owner|member)\b/.test(part))
    )
    .map(({ name }) => name);
}

/** What stands at a path of names; of lists, in any item. */
function at(data: unknown, path: readonly string[]): unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return [data];
  if (Array.isArray(data)) return data.flatMap((one) => at(one, path));
  if (typeof data !== "object" || data === null) return [];
  return at((data as Record<string, unknown>)[name], rest);
}

Deno.test("A9 D11 every family of a person's rows is in their download, or named as left behind with a reason", async () => {
  await loadFamilies();
  const all = personal();
  assert.ok(all.length > 25);
  assert.deepEqual(
    all.filter((name) => !(name in TAKEN) && !(name in LEFT)),
    [],
    "a new family of rows about people: put it into the download (lib/*/export_*.ts, settings/(_data)), into TAKEN and the story here, or name it in LEFT with the reason",
  );
  const declared = [...Object.keys(TAKEN), ...Object.keys(LEFT)];
  assert.deepEqual(declared.filter((name) => !all.includes(name)), []);
});

onSite(
  "A9 D11 reactions, votes, drafts, plans, threads and choices are in the download, in data and pages",
  { REGISTRATION: "open" },
  async (site) => {
    const browser = await site.signUp("maya");
    await site.signUp("jonas");
    await site.signUp("amina");
    await site.signUp("lena");
    const [maya, jonas, amina, lena] = await Promise.all(
      ["maya", "jonas", "amina", "lena"].map(async (one) =>
        (await findByUsername(one))!
      ),
    );
    assert.ok(maya && jonas && amina && lena);
    await browser.open("/settings/profile");
    await browser.submit("/settings/profile", { bio: "I row at dawn" });
    const empty = await takeAlong(browser);
    const found = ({ data }: Taken) =>
      at(empty.data, data.split(".")).some((one) => one !== undefined);
    assert.ok(!found(TAKEN.reaction!) && !found(TAKEN.unsent!));
    const draft = (name: string, members: typeof maya[]) =>
      ({ kind: "group", name, description: "", members }) as const;
    const group = await createConversation(jonas, draft("Harbour", [maya]));
    const other = await createConversation(amina, draft("Closed", [jonas]));
    const conversation = group.id;
    let n = 0;
    const say = (by: typeof maya, rest: object = {}) =>
      sendMessage(by, {
        conversation,
        text: "Which way?",
        clientId: `client-${++n}-0000`,
        ...rest,
      });
    const { seq } = await say(jonas);
    await say(maya, { text: "That one", thread: seq });
    const poll = await say(jonas, { poll: { options: ["East", "West"] } });
    await react(maya, conversation, seq, "⛵", true);
    await vote(maya, conversation, poll.seq, [1]);
    await reportMessage(maya, conversation, seq, {
      reason: "other",
      words: "Not for a harbour",
    });
    await saveMessage(maya, conversation, seq, Date.now() + 3_600_000);
    await keepUnsent(maya, {
      conversation,
      text: "half a thought",
      clientId: "client-half-0000",
    });
    await scheduleMessage(maya, {
      conversation,
      text: "Good morning to all",
      clientId: "client-plan-0000",
    }, Date.now() + 3_600_000);
    await createDriveFolder(maya, "Knots");
    const bytes = [new TextEncoder().encode("a bowline")];
    const { id: upload } = await takeUpload(maya, "knots.txt", bytes);
    await keepUploads(maya, [upload], undefined);
    const folder = await createFolder(maya, { name: "Ropes", rules: {} });
    await pinConversation(maya, conversation);
    await fileConversation(maya, conversation, [folder]);
    await muteConversation(maya, conversation, "ever", { timeZone: "UTC" });
    await archiveConversation(maya, conversation, "never");
    await tagConversation(maya, conversation, "knots");
    const link = await createLink(amina, other.id, {
      days: 1,
      cap: 9,
      approval: true,
    });
    await joinByLink(maya, link.code);
    await keepAway(maya, lena.id, "blocked", true);
    await keepAway(amina, maya.id, "blocked", true);

    const { data, texts } = await takeAlong(browser);
    const pages = [...texts].filter(([name]) => name.endsWith(".html"))
      .map(([, text]) => text);
    for (const [family, { data: path, page }] of Object.entries(TAKEN)) {
      const names = path.split(".");
      const there = at(data, names);
      const field = there.some((one) => one !== undefined);
      assert.ok(field, `${family}: nothing at ${path}`);
      if (!page) continue;
      assert.ok(there.some(Boolean), `${family}: nothing at ${path}`);
      assert.ok(pages.some((text) => page.test(text)), `${family}: ${page}`);
    }
    const [chosen] = data.chosen;
    assert.deepEqual(chosen.folders, ["Ropes"]);
    assert.equal(chosen.mutedUntil, "for ever");
    assert.deepEqual(data.pinned, [conversation]);
    assert.deepEqual(data.askedToJoin, [other.id]);
    // Who keeps away from her is nothing she is told.
    assert.equal(data.keptAway.length, 1);
    const hers = JSON.stringify([data.keptAway, data.chosen, data.threads]);
    assert.ok(!hers.includes(amina.id));
  },
);
