/** Messages set for a later time. */
/** A message that is to be sent by itself. */
export interface Scheduled {
  /** Also the client id under which it will be sent, so once at most. */
  readonly id: string;
  readonly conversation: string;
  readonly text: string;
  /** Number of the message it answers. */
  readonly reply?: number;
  readonly due: number;
  /** Why it was not sent when it was due; its writer decides what becomes of it. */
  readonly refused?: Refused;
}

/** One is in the conversation no more, may not write there, or it was something else. */
export type Refused = "away" | "forbidden" | "other";

/** Most of them that wait for one person in one conversation. */
export const SCHEDULED_LIMIT = 100;
/** So far ahead: a year. */
export const LONGEST_AHEAD = 366 * 86_400_000;
