import type { SeenPresence } from "@/lib/accounts/presence_model.ts";
import type { Status } from "@/lib/accounts/profile_model.ts";
import { type Reader, useReader } from "@/lib/i18n/reader.ts";

const DAY = 24 * 60 * 60_000;
/** Nobody means a moment in so far a year: it is without end. */
const FOR_GOOD = 100_000 * DAY;

/** When something ends: the clock within a day, else the day. */
export function sayUntil(
  reader: Reader,
  at: number,
  now: number = Date.now(),
): string {
  return at - now < DAY ? reader.time(at) : reader.day(at, now);
}

/** Is this end none? */
export function isForGood(at: number): boolean {
  return at > FOR_GOOD;
}

/** How somebody is to be found, in words; empty when nothing is known. */
export function sayPresence(reader: Reader, presence: SeenPresence): string {
  const { t } = reader;
  const { state, quietUntil, lastSeen } = presence;
  if (quietUntil !== null) {
    return isForGood(quietUntil)
      ? t("people.presence.quiet")
      : t("people.presence.quiet_until", {
        when: sayUntil(reader, quietUntil),
      });
  }
  if (state !== "offline") return t(`people.presence.${state}`);
  return lastSeen === null
    ? ""
    : t("people.presence.last", { when: reader.relative(lastSeen) });
}

/** The same on a page, kept up to date by scripts. */
export function PresenceWords(
  { of, presence, class: className }: {
    of: string;
    presence: SeenPresence;
    class?: string;
  },
) {
  const reader = useReader();
  return (
    <span class={className} data-of={of}>{sayPresence(reader, presence)}</span>
  );
}

/** Emoji and text of a status. Its end is said where there is room for it. */
export function StatusWords(
  { status, end = false }: { status: Status; end?: boolean },
) {
  const reader = useReader();
  const { emoji, text, until } = status;
  return (
    <span class="status">
      {emoji && `${emoji} `}
      <bdi>{text}</bdi>
      {end && until !== null && (
        <small>
          {` ${
            reader.t("people.status.until", { when: sayUntil(reader, until) })
          }`}
        </small>
      )}
    </span>
  );
}
