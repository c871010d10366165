/** When somebody does not want to be disturbed: for a while, every day, or both. */
import { Invalid } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { tellProfileNews } from "./_profile_news.ts";
import { quiets } from "./_profile_keys.ts";
import type { User } from "./model.ts";
import { notePresence } from "./presence.ts";
import { endOf, type Quiet, quietUntil, SPANS } from "./presence_model.ts";

/** What somebody chose. */
export interface QuietForm {
  /** A span from now, `off`, or `keep` for the end it has already. */
  readonly span: string;
  /** Also every day? */
  readonly daily: boolean;
  /** Clock times such as `22:00`. */
  readonly from: string;
  readonly to: string;
}

/** When this person wants quiet; null: never said. */
export async function findQuiet(user: User): Promise<Quiet | null> {
  const quiet = await read(quiets, [user.id]);
  // Whoever moves to another zone means the midnight there.
  return quiet && { ...quiet, timeZone: user.timeZone ?? quiet.timeZone };
}

/** Until when this person is not to be disturbed; null: they may be. Asked before anything rings or buzzes. */
export async function findQuietUntil(
  user: User,
  now = Date.now(),
): Promise<number | null> {
  return quietUntil(await findQuiet(user), now);
}

/**
 * Nothing has to lift it: the rule itself ends.
 * @throws Invalid at `quiet_for`, `quiet_from` or `quiet_to`
 */
export async function changeQuiet(
  user: User,
  form: QuietForm,
  options: { timeZone: string; now?: number },
): Promise<Quiet> {
  const { timeZone, now = Date.now() } = options;
  const wrong: Record<string, Phrase> = {};
  const span = SPANS.find((one) => one === form.span);
  if (!span && form.span !== "off" && form.span !== "keep") {
    wrong.quiet_for = { key: "people.problem.span" };
  }
  const daily = form.daily
    ? { from: minutesOf(form.from), to: minutesOf(form.to) }
    : null;
  if (daily && Number.isNaN(daily.from)) {
    wrong.quiet_from = { key: "people.problem.clock" };
  }
  if (daily && Number.isNaN(daily.to)) {
    wrong.quiet_to = { key: "people.problem.clock" };
  }
  if (daily && daily.from === daily.to) {
    wrong.quiet_to = { key: "people.problem.clock_same" };
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  const quiet = await change(async (c): Promise<Quiet> => {
    const before = await c.read(quiets, [user.id]);
    const until = form.span === "keep"
      ? before?.until ?? null
      : span
      ? endOf(span, now, timeZone) ?? FOR_GOOD
      : null;
    const quiet = { until, daily, timeZone };
    c.put(quiets, [user.id], quiet);
    return quiet;
  });
  notePresence(user.id, { quiet });
  tellProfileNews(user.id);
  return quiet;
}

/** Until somebody says otherwise. */
const FOR_GOOD = 8_640_000_000_000_000;

/** Minutes since midnight, or NaN. */
function minutesOf(clock: string): number {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)(?::\d\d)?$/.exec(
    clock.trim(),
  ) ?? [];
  return Number(hour) * 60 + Number(minute);
}
