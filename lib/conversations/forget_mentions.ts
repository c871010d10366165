/** Drops what mentioned somebody who is gone from a conversation, or from the server. */
import { type Job, later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { members, tips } from "./_keys.ts";
import { mentions } from "./_mention_keys.ts";
import { dropMention } from "./mentions.ts";

/** Somebody is not in a conversation any more. */
export interface MemberGone extends Job {
  readonly kind: "forget-mentions";
  readonly user: string;
  readonly conversation: string;
}

/** Leaves word of it. */
export function forgetMentionsLater(
  c: Change,
  conversation: string,
  user: string,
): void {
  later<MemberGone>(c, { kind: "forget-mentions", user, conversation });
}

/** Rows dropped by one write are three times as many. */
const BATCH = 100;

/** Does such a job, unless they are in it again and may read all of it. */
export async function forgetMentions(
  { user, conversation }: MemberGone,
): Promise<void> {
  for (let more = true; more;) {
    more = await change(async (c) => {
      // A check: whoever comes in writes the tip.
      await c.read(tips, [conversation]);
      if (await c.peek(members, [conversation, user])) return false;
      let count = 0;
      const some = { limit: BATCH };
      const rows = c.list(mentions, [user, conversation], some);
      for await (const { key, value } of rows) {
        dropMention(c, user, { conversation, seq: key[2], at: value.at });
        count++;
      }
      return count === BATCH;
    });
  }
}

/** Everything that mentioned somebody whose account has ended. */
export async function eraseMentions(user: string): Promise<void> {
  for (let count = BATCH; count === BATCH;) {
    count = await change(async (c) => {
      let dropped = 0;
      for await (const row of c.list(mentions, [user], { limit: BATCH })) {
        const [, conversation, seq] = row.key;
        dropMention(c, user, { conversation, seq, at: row.value.at });
        dropped++;
      }
      return dropped;
    });
  }
}
