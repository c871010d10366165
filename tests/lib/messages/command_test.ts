/** What a line with a slash does, and to whom it is refused. */
import assert from "node:assert/strict";
import type { User } from "@/lib/accounts/model.ts";
import { findAbout } from "@/lib/accounts/profile.ts";
import { changeRules } from "@/lib/conversations/change_rules.ts";
import { DEFAULT_RIGHTS } from "@/lib/conversations/rights_model.ts";
import { findPlace } from "@/lib/conversations/choose.ts";
import { findConversation, isMember } from "@/lib/conversations/find.ts";
import { Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import { commandsLike, readCommand } from "@/lib/messages/command_model.ts";
import { renderMarkdown } from "@/lib/messages/markdown.ts";
import { findSaved } from "@/lib/messages/save.ts";
import { runCommand } from "@/lib/messages/run_command.ts";
import { directOf, gatherCast, groupOf } from "@/tests/support/people.ts";
import { storeTest } from "@/tests/support/store.ts";
import { say } from "./_talk.ts";

let said = 0;
const type = (user: User, conversation: string, text: string) =>
  runCommand(user, { conversation, text, clientId: `command-${said++}-id` }, {
    timeZone: "UTC",
  });

async function refusal(what: Promise<unknown>): Promise<string> {
  try {
    await what;
    return "none";
  } catch (error) {
    assert.ok(error instanceof Invalid, String(error));
    return error.fields.text?.key ?? "elsewhere";
  }
}

Deno.test("B21 a slash and a word at the very start is a command; paths, two slashes and all else are words", () => {
  const text = (text: string) => ({ kind: "text", text });
  const command = (name: string, rest = "") => ({
    kind: "command",
    name,
    rest,
  });
  for (
    const [typed, read] of [
      ["/shrug", command("shrug")],
      ["/SHRUG  oh well ", command("shrug", "oh well")],
      ["/me\nwaves\ntwice", command("me", "waves\ntwice")],
      ["/nope", { kind: "unknown", name: "nope" }],
      ["/nope with words", { kind: "unknown", name: "nope" }],
      ["//shrug", text("/shrug")],
      ["//nope with words", text("/nope with words")],
      ["// a remark", text("// a remark")],
      ["/", text("/")],
      ["/ me", text("/ me")],
      [" /me waves", text(" /me waves")],
      ["/etc/hosts is broken", text("/etc/hosts is broken")],
      ["/constructor", { kind: "unknown", name: "constructor" }],
      ["/42", text("/42")],
      ["/قل", text("/قل")],
      ["so /me", text("so /me")],
    ] as const
  ) assert.deepEqual(readCommand(typed), read, typed);
  assert.deepEqual(commandsLike("S").map(({ name }) => name), [
    "shrug",
    "status",
  ]);
  assert.ok(commandsLike("").length > 9);
});

storeTest("B21 commands that say something are messages", async () => {
  const { maya, jonas } = await gatherCast();
  const { id } = await directOf(maya, jonas);
  const html = async (text: string) => {
    const ran = await type(maya, id, text);
    assert.ok(ran.kind === "send");
    return renderMarkdown(ran.draft.text);
  };
  assert.equal(await html("/me waves"), "<p><em>waves</em></p>");
  assert.equal(await html("/me uses a_b"), "<p><em>uses a_b</em></p>");
  assert.equal(await html("/shrug"), "<p>¯\\_(ツ)_/¯</p>");
  assert.equal(
    await html("/shrug Oh *well*"),
    "<p>Oh <em>well</em> ¯\\_(ツ)_/¯</p>",
  );
  assert.equal(await html("//me"), "<p>/me</p>");
  const asked = await type(maya, id, "/poll Which? | Visby | Oban ");
  assert.ok(asked.kind === "send");
  assert.equal(asked.draft.text, "Which?");
  assert.deepEqual(asked.draft.poll?.options, ["Visby", "Oban"]);
  assert.equal(
    await refusal(type(maya, id, "/poll Which?")),
    "poll.error.number",
  );
  assert.equal(
    await refusal(type(maya, id, "/poll | a | b")),
    "command.error.needs",
  );
  assert.equal(await refusal(type(maya, id, "/me")), "command.error.needs");
  assert.equal(
    await refusal(type(maya, id, "/dance")),
    "command.error.unknown",
  );
  assert.equal(
    await refusal(type(maya, id, "/leave now")),
    "command.error.none",
  );
});

storeTest(
  "B21 commands do what their forms do, with the same rights, and say at the text what is wrong",
  async () => {
    const { maya, jonas, amina, ravi } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const group = async () => (await findConversation(maya, id)).conversation;
    await type(maya, id, "/topic Boats & cake");
    await type(maya, id, "/rename The harbour");
    const { name, description } = await group();
    assert.deepEqual([name, description], ["The harbour", "Boats & cake"]);
    await type(maya, id, "/topic");
    assert.equal((await group()).description, "");
    await changeRules(maya, id, {
      rights: { ...DEFAULT_RIGHTS, member: ["post", "invite"] },
      history: "all",
      slow: 0,
      readOnly: false,
    });
    await assert.rejects(type(jonas, id, "/rename Mine"), Forbidden);
    assert.equal((await group()).name, "The harbour");
    assert.notEqual(
      await refusal(type(maya, id, `/rename ${"x".repeat(90)}`)),
      "none",
    );

    assert.equal(await isMember(amina.id, id), false);
    await type(jonas, id, "/invite @amina, ravi");
    assert.ok(await isMember(amina.id, id) && await isMember(ravi.id, id));
    assert.equal(
      await refusal(type(maya, id, "/invite nobody_here")),
      "inbox.new.error.unknown",
    );

    assert.deepEqual(await type(jonas, id, "/mute 1h"), {
      kind: "show",
      path: `/conversations/${id}/place`,
    });
    assert.ok((await findPlace(jonas, id)).muted);
    assert.equal((await findPlace(maya, id)).muted, null);
    await type(jonas, id, "/unmute");
    assert.equal((await findPlace(jonas, id)).muted, null);
    assert.equal(
      await refusal(type(jonas, id, "/mute constructor")),
      "command.error.mute",
    );

    await type(jonas, id, "/status 🌊 At sea");
    const { status } = await findAbout(jonas);
    assert.deepEqual([status?.emoji, status?.text], ["🌊", "At sea"]);
    await type(jonas, id, "/status");
    assert.equal((await findAbout(jonas)).status, null);

    const { seq } = await say(maya, id, "Bring the rope");
    assert.equal(
      await refusal(type(jonas, id, "/remind")),
      "command.error.remind",
    );
    const reminder = { conversation: id, clientId: "a-reminder", reply: seq };
    await runCommand(jonas, { ...reminder, text: "/remind tomorrow" }, {
      timeZone: "UTC",
    });
    const saved = await findSaved(jonas, id, seq);
    assert.ok(saved?.remind && saved.remind > Date.now());

    await type(jonas, id, "/leave");
    assert.ok(await isMember(jonas.id, id), "the page asks first");
  },
);

storeTest(
  "B21 a stranger's command does nothing, and tells nothing",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    for (
      const text of [
        "/rename Mine",
        "/invite amina",
        "/mute",
        "/help",
        "/leave",
      ]
    ) await assert.rejects(type(amina, id, text), NotFound, text);
    const direct = await directOf(maya, jonas);
    await assert.rejects(type(maya, direct.id, "/rename Us"), Forbidden);
    await assert.rejects(type(maya, direct.id, "/invite amina"), Forbidden);
  },
);
