/** What pages show of a browser's accounts. */
import type { Profile } from "./model.ts";

/** One account of a browser in which several may be signed in. */
export interface AccountHere {
  readonly username: string;
  /** Null: its session is over. */
  readonly profile: Profile | null;
  /** Is it the one in use? */
  readonly current: boolean;
  /** Conversations that hold something unread. */
  readonly unread: number;
}
