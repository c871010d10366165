/** Turns what the form of a new poll sent into a poll, or says what is wrong with it. */
import { cleanName } from "@/lib/conversations/draft.ts";
import type { Poll } from "@/lib/conversations/model.ts";
import { Invalid } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import {
  type Closing,
  CLOSINGS,
  FEWEST_OPTIONS,
  MOST_OPTIONS,
  OPTION_LENGTH,
} from "./poll_model.ts";

/** The form as it was sent. */
export interface PollForm {
  /** One answer on each line. */
  readonly options: string;
  readonly several: boolean;
  readonly anonymous: boolean;
  /** How long it stays open; empty for no end. */
  readonly closes: string;
}

/** @throws Invalid at `options` or `closes` */
export function parsePoll(form: PollForm, now: number): Poll {
  const wrong: Record<string, Phrase> = {};
  const options = form.options.split("\n").map(cleanName)
    .filter((one) => one !== "");
  if (options.length < FEWEST_OPTIONS || options.length > MOST_OPTIONS) {
    wrong.options = {
      key: "poll.error.number",
      values: { fewest: FEWEST_OPTIONS, most: MOST_OPTIONS },
    };
  } else if (options.some(({ length }) => length > OPTION_LENGTH)) {
    wrong.options = {
      key: "poll.error.option_long",
      values: { limit: OPTION_LENGTH },
    };
  } else if (new Set(options).size < options.length) {
    wrong.options = { key: "poll.error.same" };
  }
  if (form.closes !== "" && !Object.hasOwn(CLOSINGS, form.closes)) {
    wrong.closes = { key: "poll.error.closes" };
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return {
    options,
    ...(form.several ? { several: true } : {}),
    ...(form.anonymous ? { anonymous: true } : {}),
    ...(form.closes === ""
      ? {}
      : { until: now + CLOSINGS[form.closes as Closing] }),
  };
}
