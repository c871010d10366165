/** Reads what somebody typed about themselves. */
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { parseDetail, parseEmoji, parseWords } from "./_words.ts";
import type { Parsed } from "./names.ts";
import { endOf, SPANS } from "./presence_model.ts";
import {
  type About,
  type Detail,
  DETAIL_NAMES,
  type DetailName,
  PROFILE_LENGTH,
  type Status,
  VISIBILITIES,
} from "./profile_model.ts";

/** The texts of the form; what is missing stays as it is. */
export interface ProfileWords {
  readonly pronouns?: string | undefined;
  readonly bio?: string | undefined;
  readonly emoji?: string | undefined;
  readonly status?: string | undefined;
  /** A span, or `keep` for the end it has already. */
  readonly statusFor?: string | undefined;
  readonly details?:
    | Partial<Record<DetailName, { value: string; visibility: string }>>
    | undefined;
}

/** What was read. */
export interface ParsedProfile {
  /** A sentence per field, by the field's name. */
  readonly wrong: Record<string, Phrase>;
  /** Puts it in the place of what was said before. */
  readonly apply: (before: About) => About;
}

/** Reads all of it, so that every complaint is made at once. */
export function parseProfile(
  form: ProfileWords,
  at: { now: number; timeZone: string },
): ParsedProfile {
  const wrong: Record<string, Phrase> = {};
  /** Undefined when it was not sent; empty when it is wrong, which then refuses the whole. */
  const read = (
    field: string,
    text: string | undefined,
    parse: (text: string) => Parsed,
  ): string | undefined => {
    if (text === undefined) return undefined;
    const parsed = parse(text);
    if ("value" in parsed) return parsed.value;
    wrong[field] = parsed.problem;
    return "";
  };
  const { pronouns: short, bio: long, status: line, detail } = PROFILE_LENGTH;
  const pronouns = read(
    "pronouns",
    form.pronouns,
    (text) => parseWords(text, short),
  );
  const bio = read(
    "bio",
    form.bio,
    (text) => parseWords(text, long, { lines: true }),
  );
  const emoji = read("status_emoji", form.emoji, parseEmoji);
  const text = read("status", form.status, (text) => parseWords(text, line));
  const span = form.statusFor ?? "keep";
  const end = SPANS.find((one) => one === span);
  if (!end && span !== "keep") {
    wrong.status_for = { key: "people.problem.span" };
  }
  const details: Partial<Record<DetailName, Detail>> = {};
  for (const name of DETAIL_NAMES) {
    const typed = form.details?.[name];
    if (!typed) continue;
    const visibility = VISIBILITIES.find((one) => one === typed.visibility);
    if (!visibility) {
      wrong[`${name}_visibility`] = { key: "people.problem.visibility" };
      continue;
    }
    const value = read(
      name,
      typed.value,
      (text) => parseDetail(name, text, detail),
    );
    details[name] = { value: value ?? "", visibility };
  }
  return {
    wrong,
    apply: (before) => ({
      pronouns: pronouns ?? before.pronouns,
      bio: bio ?? before.bio,
      status: text === undefined && emoji === undefined
        ? before.status
        : statusOf(emoji ?? "", text ?? "", before.status),
      details: allSaid({ ...before.details, ...details }),
    }),
  };

  function statusOf(
    emoji: string,
    text: string,
    before: Status | null,
  ): Status | null {
    if (emoji === "" && text === "") return null;
    const until = end
      ? endOf(end, at.now, at.timeZone)
      // Its end has passed while the form was open: what is saved now is new.
      : before && (before.until === null || before.until > at.now)
      ? before.until
      : null;
    return { emoji, text, until };
  }
}

/** Who says nothing hides nothing. */
function allSaid(
  details: Partial<Record<DetailName, Detail>>,
): Partial<Record<DetailName, Detail>> {
  return Object.fromEntries(
    Object.entries(details).filter(([, detail]) => detail.value !== ""),
  );
}
