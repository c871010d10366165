/**
 * Does what a line with a slash says. Each is a deed that a form of some page
 * does too, with the same rights; here nothing is allowed or forbidden.
 */
import { changeProfile } from "@/lib/accounts/change_profile.ts";
import type { User } from "@/lib/accounts/model.ts";
import { addMembers } from "@/lib/conversations/add_members.ts";
import { muteConversation } from "@/lib/conversations/choose.ts";
import { describeConversation } from "@/lib/conversations/describe.ts";
import { parseMembers, parseWords } from "@/lib/conversations/draft.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { Invalid } from "@/lib/errors.ts";
import { reminderOf, silenceOf } from "./_command_spans.ts";
import { type CommandName, COMMANDS, readCommand } from "./command_model.ts";
import type { Draft } from "./draft.ts";
import { keepUnsent } from "./keep_unsent.ts";
import { parsePoll } from "./poll_draft.ts";
import { parseReminder } from "./remind_at.ts";
import { saveMessage } from "./save.ts";
import { emojiOf } from "./reaction_model.ts";

/** What became of it. */
export type Ran =
  /** This is to be sent. */
  | { readonly kind: "send"; readonly draft: Draft }
  /** It is done, and the conversation shows it. */
  | { readonly kind: "done" }
  /** What comes of it is on this page. */
  | { readonly kind: "show"; readonly path: string };

/** The arms are marks of our Markdown, so they are taken as they are. */
const SHRUG = "¯\\\\_(ツ)\\_/¯";

/**
 * Sends what is no command; does what is one. Whatever is wrong with it is said
 * at the text, which its writer gets back.
 * @throws Invalid at `text`; what the deed throws
 */
export async function runCommand(
  user: User,
  draft: Draft,
  { timeZone }: { timeZone: string },
): Promise<Ran> {
  const said = readCommand(draft.text);
  if (said.kind === "text") {
    return { kind: "send", draft: { ...draft, text: said.text } };
  }
  if (said.kind === "unknown") {
    refuse("unknown", said.name);
  }
  const { name, rest } = said;
  const { words } = COMMANDS.find((one) => one.name === name)!;
  if (words === "needed" && rest === "") refuse("needs", name);
  if (words === "none" && rest !== "") refuse("none", name);
  // Whoever is not in it is told nothing, whatever they typed.
  await findConversation(user, draft.conversation);
  try {
    const ran = await run(user, draft, name, rest, timeZone);
    if (ran.kind !== "send") await forgetUnsent(user, draft);
    return ran;
  } catch (error) {
    // Fields of other forms: here there is one.
    if (error instanceof Invalid) throw new Invalid({ text: error.sentence });
    throw error;
  }
}

function refuse(
  what: "unknown" | "needs" | "none" | "mute" | "remind",
  command: string,
): never {
  throw new Invalid({
    text: {
      key: `command.error.${what}`,
      values: { command: `/${command}` },
    },
  });
}

async function run(
  user: User,
  draft: Draft,
  name: CommandName,
  rest: string,
  timeZone: string,
): Promise<Ran> {
  const { conversation: id } = draft;
  const path = `/conversations/${id}`;
  switch (name) {
    case "me":
      return say(draft, rest.split("\n").map(slanted).join("\n"));
    case "shrug":
      return say(draft, rest === "" ? SHRUG : `${rest} ${SHRUG}`);
    case "poll":
      return ask(draft, rest);
    case "topic":
      await describeConversation(user, id, {
        description: parseWords({ name, description: rest }).description,
      });
      return { kind: "done" };
    case "rename":
      await describeConversation(user, id, {
        name: parseWords({ name: rest, description: "" }).name,
      });
      return { kind: "done" };
    case "invite":
      await addMembers(user, id, await parseMembers(user, [rest]));
      return { kind: "done" };
    case "mute":
    case "unmute": {
      const span = name === "mute" ? silenceOf(rest) : "off";
      if (span === undefined) refuse("mute", name);
      await muteConversation(user, id, span, { timeZone });
      return { kind: "show", path: `${path}/place` };
    }
    case "status": {
      const [first = "", ...others] = rest.split(/\s+/u);
      const emoji = emojiOf(first);
      await changeProfile(user, {
        picture: { what: "keep" },
        emoji: emoji ?? "",
        status: emoji ? others.join(" ") : rest,
        statusFor: "none",
      }, { timeZone });
      return { kind: "show", path: `/people/${user.username}` };
    }
    case "remind": {
      const choice = reminderOf(rest);
      const due = parseReminder({ choice: choice ?? "", text: "" }, timeZone);
      if (draft.reply === undefined || !due) refuse("remind", name);
      await saveMessage(user, id, draft.reply, due);
      return { kind: "show", path: "/saved" };
    }
    case "leave":
      // A page that asks: who owns the group chooses somebody first.
      return { kind: "show", path: `${path}/leave` };
    case "help":
      return { kind: "show", path: `${path}/commands` };
    default: {
      const never: never = name;
      throw new Error(`No such command: ${never}`);
    }
  }
}

function say(draft: Draft, text: string): Ran {
  return { kind: "send", draft: { ...draft, text } };
}

/** One line as something done. What has such marks in it stays as it is. */
function slanted(line: string): string {
  const words = line.trim();
  const mark = ["_", "*"].find((one) => !words.includes(one));
  return words && mark ? `${mark}${words}${mark}` : words;
}

/** `Question | answer | answer` */
function ask(draft: Draft, rest: string): Ran {
  const [question = "", ...options] = rest.split("|");
  if (question.trim() === "") refuse("needs", "poll");
  const poll = parsePoll({
    options: options.join("\n"),
    several: false,
    anonymous: false,
    closes: "",
  }, Date.now());
  return { kind: "send", draft: { ...draft, text: question.trim(), poll } };
}

/** What was kept while it was written is not needed any more. */
async function forgetUnsent(user: User, draft: Draft): Promise<void> {
  const { conversation, clientId, unsent = clientId } = draft;
  await keepUnsent(user, { conversation, text: "", clientId: unsent });
}
