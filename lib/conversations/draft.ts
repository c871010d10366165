/** Turns what a form or a script sent into a typed draft, or says what is wrong with it. */
import { findByUsernames } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import { Invalid } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import {
  type ConversationKind,
  DESCRIPTION_LIMIT,
  MEMBER_LIMIT,
  NAME_LIMIT,
} from "./model.ts";

/** Untrusted words of a new conversation. */
export interface ConversationForm {
  readonly kind: string;
  /** Usernames, separated by commas or white space. */
  readonly members: readonly string[];
  readonly name: string;
  readonly description: string;
  readonly encryption: string;
}

/** A conversation that can be made as it stands. */
export interface ConversationDraft {
  readonly kind: ConversationKind;
  /** The others, without the maker, each once. */
  readonly members: readonly User[];
  readonly name: string;
  readonly description: string;
}

/** @throws Invalid with a sentence for each field that cannot be taken */
export async function parseConversation(
  maker: User,
  form: ConversationForm,
): Promise<ConversationDraft> {
  const wrong: Record<string, Phrase> = {};
  const kind = form.kind === "group" ? "group" : "direct";
  if (form.kind !== "group" && form.kind !== "direct") {
    wrong.kind = { key: "inbox.new.error.kind" };
  }
  if (form.encryption !== "" && form.encryption !== "server") {
    wrong.encryption = { key: "inbox.new.error.encryption" };
  }
  const { found, missing } = await findByUsernames(
    splitNames(form.members),
    maker,
  );
  const others = found.filter((user) => user.id !== maker.id);
  if (missing.length > 0) {
    Object.assign(wrong, unknownHere(missing).fields);
  } else if (others.some(({ leaving }) => leaving)) {
    Object.assign(wrong, leavingAlready(others).fields);
  } else if (others.length === 0) {
    wrong.members = { key: "inbox.new.error.nobody" };
  } else if (form.kind === "direct" && others.length > 1) {
    wrong.members = { key: "inbox.new.error.direct_is_two" };
  } else if (others.length >= MEMBER_LIMIT) {
    wrong.members = {
      key: "inbox.new.error.too_many",
      values: { limit: MEMBER_LIMIT },
    };
  }
  const { name, description } = checkWords(form, wrong);
  if (kind === "group" && name === "" && !wrong.name) {
    wrong.name = { key: "inbox.new.error.name" };
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return { kind, members: others, name, description };
}

/** Name and description of a group. @throws Invalid */
export function parseWords(
  form: { name: string; description: string },
): { name: string; description: string } {
  const wrong: Record<string, Phrase> = {};
  const words = checkWords(form, wrong);
  if (words.name === "" && !wrong.name) {
    wrong.name = { key: "inbox.new.error.name" };
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return words;
}

/** Usernames of people to bring in. @throws Invalid at the field `members` */
export async function parseMembers(
  asker: User,
  names: readonly string[],
): Promise<readonly User[]> {
  const { found, missing } = await findByUsernames(splitNames(names), asker);
  if (missing.length > 0) throw unknownHere(missing);
  if (found.some(({ leaving }) => leaving)) throw leavingAlready(found);
  if (found.length === 0) {
    throw new Invalid({ members: { key: "inbox.new.error.nobody" } });
  }
  return found;
}

/** Nobody here is called so. */
export function unknownHere(names: readonly string[]): Invalid {
  return new Invalid({
    members: {
      key: "inbox.new.error.unknown",
      values: { names: sayNames(names) },
    },
  });
}

/** Those who are leaving cannot be brought in or written to. */
export function leavingAlready(users: readonly User[]): Invalid {
  const named = users.filter(({ leaving }) => leaving);
  return new Invalid({
    members: {
      key: "inbox.new.error.leaving",
      values: { names: sayNames(named.map(({ username }) => username)) },
    },
  });
}

function splitNames(fields: readonly string[]): string[] {
  const names = fields.flatMap((field) => field.split(/[\s,;،]+/u))
    .map((name) => name.replace(/^@/, "")).filter((name) => name !== "");
  return [...new Set(names)];
}

/** The first few, short enough for a sentence whatever was typed. */
function sayNames(names: readonly string[]): string {
  return names.slice(0, 5).map((name) => name.slice(0, 40).toWellFormed())
    .join(", ");
}

/** Controls, and what turns the direction of everything after it in an inbox row. */
const STEERING = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const INVISIBLE = /[\s\u2800]|\p{Default_Ignorable_Code_Point}/gu;

/** A name on one line, without what steers or hides; empty when nothing of it can be seen. */
export function cleanName(text: string): string {
  const shown = text.toWellFormed().normalize("NFC").replace(/\s+/gu, " ")
    .replace(STEERING, "").trim();
  return shown.replace(INVISIBLE, "") === "" ? "" : shown;
}

function checkWords(
  form: { name: string; description: string },
  wrong: Record<string, Phrase>,
): { name: string; description: string } {
  for (const field of ["name", "description"] as const) {
    // Such text has no place in a page, and the store would change it.
    if (!form[field].isWellFormed()) {
      wrong[field] = { key: "message.error.ill_formed" };
    }
  }
  const name = cleanName(form.name);
  const description = form.description.normalize("NFC").replaceAll("\0", "")
    .trim();
  if (lengthOf(name) > NAME_LIMIT) {
    wrong.name = {
      key: "inbox.new.error.name_long",
      values: { limit: NAME_LIMIT },
    };
  }
  if (lengthOf(description) > DESCRIPTION_LIMIT) {
    wrong.description = {
      key: "inbox.new.error.description_long",
      values: { limit: DESCRIPTION_LIMIT },
    };
  }
  return { name, description };
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Characters as a person counts them; long input is not segmented at all. */
function lengthOf(text: string): number {
  return text.length > 10_000
    ? text.length
    : [...graphemes.segment(text)].length;
}
