/** Turns the form of a folder into a draft, or says what is wrong with it. */
import { findByUsernames } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import { Invalid } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { cleanName } from "./draft.ts";
import {
  type Folder,
  FOLDER_NAME_LIMIT,
  RULE_PEOPLE_LIMIT,
  type Rules,
  TAG_LENGTH_LIMIT,
} from "./place_model.ts";

/** Untrusted words of a folder. */
export interface FolderForm {
  readonly name: string;
  /** Only what is unread? */
  readonly unread: boolean;
  /** Only where one is mentioned? */
  readonly mentioned: boolean;
  /** `direct`, `group`, or nothing for both. */
  readonly kind: string;
  /** Usernames, separated by commas or white space. */
  readonly people: string;
  readonly tag: string;
}

/** A folder that can be kept as it stands. */
export type FolderDraft = Omit<Folder, "id">;

/** @throws Invalid with a sentence for each field that cannot be taken */
export async function parseFolder(
  asker: User,
  form: FolderForm,
): Promise<FolderDraft> {
  const wrong: Record<string, Phrase> = {};
  const name = cleanName(form.name);
  if (name === "") wrong.name = { key: "inbox.folders.error.name" };
  if ([...name].length > FOLDER_NAME_LIMIT) {
    wrong.name = {
      key: "inbox.folders.error.name_long",
      values: { limit: FOLDER_NAME_LIMIT },
    };
  }
  const tag = cleanName(form.tag);
  if ([...tag].length > TAG_LENGTH_LIMIT) {
    wrong.tag = {
      key: "inbox.folders.error.tag_long",
      values: { limit: TAG_LENGTH_LIMIT },
    };
  }
  const kind = form.kind === "direct" || form.kind === "group"
    ? form.kind
    : undefined;
  if (!kind && form.kind !== "") {
    wrong.kind = { key: "inbox.folders.error.kind" };
  }
  const people = await peopleOf(asker, form.people, wrong);
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  const rules: Rules = {
    ...(form.unread ? { unread: true } : {}),
    ...(form.mentioned ? { mentioned: true } : {}),
    ...(kind ? { kind } : {}),
    ...(people.length > 0 ? { people } : {}),
    ...(tag ? { tag } : {}),
  };
  return { name, rules };
}

async function peopleOf(
  asker: User,
  text: string,
  wrong: Record<string, Phrase>,
): Promise<string[]> {
  const names = [...new Set(text.split(/[\s,;،]+/u))]
    .map((name) => name.replace(/^@/, "")).filter((name) => name !== "");
  if (names.length > RULE_PEOPLE_LIMIT) {
    wrong.people = {
      key: "inbox.folders.error.people",
      values: { limit: RULE_PEOPLE_LIMIT },
    };
    return [];
  }
  const { found, missing } = await findByUsernames(names, asker);
  if (missing.length > 0) {
    wrong.people = {
      key: "inbox.new.error.unknown",
      values: {
        names: missing.slice(0, 5).map((name) =>
          name.slice(0, 40).toWellFormed()
        ).join(", "),
      },
    };
  }
  return found.map(({ id }) => id);
}
