import { type SweepBlob, sweepBlob } from "@/lib/files/sweep.ts";
import { findFile } from "@/lib/files/find.ts";
import { scrub } from "@/lib/files/scrub.ts";
import { eraseFiles } from "@/lib/files/erase_files.ts";
import type { User } from "@/lib/accounts/model.ts";
import { changeServerSettings } from "@/lib/accounts/server_settings.ts";
import { addMembers } from "@/lib/conversations/add_members.ts";
import { DEFAULT_RIGHTS } from "@/lib/conversations/rights_model.ts";
import { changeRules } from "@/lib/conversations/change_rules.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import type { Store } from "@/lib/kv/store.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { sendVoice, type VoiceForm } from "@/lib/messages/send_voice.ts";
import { findThread } from "@/lib/messages/threads.ts";
import assert from "node:assert/strict";
import { recordedMp4, recordedWebm, wav } from "../files/_sounds.ts";
import { countOf } from "../files/_bytes.ts";
import { directOf, gatherCast, groupOf } from "../../support/people.ts";
import { storeTest } from "../../support/store.ts";
import { index, seek } from "../search/_desk.ts";
import { overhear, say } from "./_talk.ts";

let spoken = 0;

function speak(
  user: User,
  conversation: string,
  form: Partial<VoiceForm> = {},
) {
  return sendVoice(user, conversation, {
    sound: new Blob([recordedWebm({ seconds: 42 })]),
    ms: "",
    bars: "0,7,15",
    text: "",
    clientId: `voice-client-${spoken++}`,
    ...form,
  });
}

/** What the server's jobs do sooner or later. */
async function sweep(store: Store): Promise<void> {
  for await (const { key } of store.kv.list({ prefix: ["blob_chunked"] })) {
    const job: SweepBlob = { kind: "sweep-blob", blob: String(key[1]) };
    await sweepBlob(job);
  }
}

storeTest(
  "B18 a voice message says its length in every line, and its sound is the sender's",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const message = await speak(maya, id, { text: "the new song" });
    assert.equal(message.text, "🎤 0:42\nthe new song");
    const { voice } = await findMessage(jonas, id, message.seq);
    assert.equal(voice?.ms, 42_000);
    assert.deepEqual(voice?.bars, [0, 7, 15]);
    const place = { conversation: id, seq: message.seq, file: voice!.file };
    assert.equal((await findFile(jonas, place)).type, "audio/webm");
  },
);

storeTest(
  "D3 B18 has:voice and has:file find it, and so do its words",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await say(maya, id, "the old song");
    const { seq } = await speak(maya, id, { text: "the new song" });
    for (const indexed of [false, true]) {
      if (indexed) await index(id);
      for (const typed of ["has:voice", "has:file song", "new song"]) {
        assert.deepEqual(await seek(jonas, typed), [seq], typed);
      }
      assert.ok(!(await seek(jonas, "song -has:voice")).includes(seq));
    }
  },
);

storeTest(
  "B18 sent twice it is one message with one sound; another sound under its id is refused",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const clientId = "voice-sent-twice";
    const [first, second] = await Promise.all([
      speak(maya, id, { clientId }),
      speak(maya, id, { clientId }),
    ]);
    assert.equal(first.seq, second.seq);
    assert.equal(first.voice!.file, second.voice!.file);
    const other = new Blob([recordedWebm({ seconds: 3 })]);
    await assert.rejects(speak(maya, id, { clientId, sound: other }), Conflict);
    await sweep(store);
    assert.equal(await countOf(store, "file"), 1);
    assert.equal(await countOf(store, "blob_chunked"), 1);
    assert.equal(await countOf(store, "upload"), 0);
    assert.deepEqual(await Array.fromAsync(scrub()), []);
  },
);

storeTest(
  "B8 B18 deleting takes the sound from the store, and who has it elsewhere keeps theirs",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const [one, two] = [await speak(maya, id), await speak(jonas, id)];
    assert.equal(await countOf(store, "file"), 2);
    const placeOf = ({ seq, voice }: typeof one) => ({
      conversation: id,
      seq,
      file: voice!.file,
    });
    await overhear(jonas, [id], async (heard) => {
      await deleteMessage(maya, id, one.seq);
      const { event } = heard.at(-1)!;
      assert.ok(event.type === "message-changed" && !event.message.voice);
    });
    await assert.rejects(findFile(jonas, placeOf(one)), NotFound);
    await findFile(maya, placeOf(two));
    await sweep(store);
    assert.deepEqual(await Array.fromAsync(scrub()), []);
    await deleteMessage(jonas, id, two.seq);
    await sweep(store);
    for (const family of ["file", "blob", "blob_use", "blob_chunk"]) {
      assert.equal(await countOf(store, family), 0, family);
    }
  },
);

storeTest(
  "B18 the sounds of a conversation that has ended go",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await speak(maya, id);
    const { signal } = new AbortController();
    await eraseFiles({ kind: "erase-files", conversation: id }, signal);
    await sweep(store);
    for (const family of ["file", "blob", "blob_use", "blob_chunk"]) {
      assert.equal(await countOf(store, family), 0, family);
    }
  },
);

storeTest(
  "B18 strangers and newcomers who read from joining hear nothing; nobody sends where they may not write",
  async (store) => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const { seq, voice } = await speak(jonas, id);
    const place = { conversation: id, seq, file: voice!.file };
    await findFile(maya, place);
    await assert.rejects(findFile(amina, place), NotFound);
    await assert.rejects(findFile(maya, { ...place, seq: seq + 1 }), NotFound);
    await assert.rejects(findFile(maya, { ...place, file: "x" }), NotFound);
    await assert.rejects(speak(amina, id), NotFound);
    await changeRules(maya, id, {
      rights: DEFAULT_RIGHTS,
      history: "joining",
      slow: 0,
      readOnly: false,
    });
    await addMembers(maya, id, [amina]);
    await assert.rejects(findFile(amina, place), NotFound);
    const heard = await speak(jonas, id);
    await findFile(amina, {
      conversation: id,
      seq: heard.seq,
      file: heard.voice!.file,
    });
    await changeRules(maya, id, {
      rights: DEFAULT_RIGHTS,
      history: "all",
      slow: 0,
      readOnly: true,
    });
    await assert.rejects(speak(jonas, id), Forbidden);
    await sweep(store);
    assert.equal(await countOf(store, "blob_chunked"), 1);
  },
);

storeTest(
  "B18 it can answer and stand in a thread, and cannot be edited",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(maya, id, "How does it go?");
    const reply = await speak(jonas, id, { replyTo: String(seq) });
    assert.equal(reply.quote?.seq, seq);
    const quoting = await speak(maya, id, { replyTo: String(reply.seq) });
    assert.equal(quoting.quote?.line, "🎤 0:42");
    await speak(jonas, id, { thread: String(seq) });
    const { page } = await findThread(maya, id, seq, {});
    assert.equal(page.messages.at(-1)!.voice?.ms, 42_000);
    await assert.rejects(editMessage(jonas, id, reply.seq, "other"), Forbidden);
  },
);

storeTest(
  "B18 what is no sound, too large, too long or not wanted is refused with a sentence",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const refused = async (form: Partial<VoiceForm>, key: string) => {
      const error = await speak(maya, id, form).catch((error) => error);
      assert.ok(error instanceof Invalid, `${key}: ${error}`);
      assert.equal(error.fields.voice?.key, key);
    };
    const blob = (bytes: BlobPart) => ({ sound: new Blob([bytes]) });
    await refused({ sound: undefined }, "voice.error.none");
    await refused(blob(""), "voice.error.none");
    await refused(blob("<h1>not a sound at all</h1>"), "voice.error.kind");
    await refused(blob(wav(16 * 60_000).slice(0)), "voice.error.large");
    await refused(
      blob(recordedWebm({ seconds: 902 })),
      "voice.error.long",
    );
    const settings = { registration: "", editWindow: "" };
    await changeServerSettings(maya, { ...settings, voiceMegabytes: "0" });
    await refused({}, "voice.error.off");
    await assert.rejects(
      changeServerSettings(maya, { ...settings, voiceMegabytes: "99" }),
      Invalid,
    );
    assert.equal(await countOf(store, "blob_chunk"), 0);
  },
);

storeTest(
  "B18 a length is believed only where the file has none, and hostile bars are none",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const lying = await speak(maya, id, { ms: "1" });
    assert.equal(lying.voice!.ms, 42_000);
    const live = { sound: new Blob([recordedMp4(0)]) };
    const told = await speak(maya, id, { ...live, ms: "61000" });
    assert.equal(told.text, "🎤 1:01");
    const unknown = await speak(maya, id, { ...live, ms: "<b>" });
    assert.equal(unknown.text, "🎤");
    for (
      const bars of [
        "16",
        "-1",
        "1;2",
        '"/><script>',
        "1,".repeat(64) + "1",
        "1,",
      ]
    ) {
      assert.equal(
        (await speak(maya, id, { bars })).voice!.bars,
        undefined,
        bars,
      );
    }
  },
);
