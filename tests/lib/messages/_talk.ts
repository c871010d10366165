/** Short ways of saying what tests of messages say often. */
import type { User } from "@/lib/accounts/model.ts";
import { listEntries } from "@/lib/conversations/entries.ts";
import type { Entry } from "@/lib/conversations/model.ts";
import type { Happening } from "@/lib/live/events.ts";
import { hub } from "@/lib/live/hub.ts";
import type { Listener } from "@/lib/live/listening.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";
import { sendMessage } from "@/lib/messages/send.ts";

let said = 0;

/** Sends a text under a client id of its own. */
export async function say(
  user: User,
  conversation: string,
  text: string,
  clientId = `client-id-${said++}`,
): Promise<ShownMessage> {
  return await sendMessage(user, { conversation, text, clientId });
}

/** The whole log as it is stored. */
export async function logOf(conversation: string): Promise<Entry[]> {
  return await listEntries(conversation, { limit: 10_000 });
}

/** What a stream of this user gets while something runs. */
export async function overhear<R>(
  user: User,
  conversations: readonly string[],
  run: (heard: readonly Happening[]) => Promise<R>,
): Promise<R> {
  const heard: Happening[] = [];
  const listener: Listener = {
    kind: "live",
    session: `session of ${user.id}`,
    user: user.id,
    conversations: new Set(),
    deliver: ({ happening }) => void heard.push(happening),
    follows: () => true,
    left: () => {},
    end: () => {},
  };
  hub.add(listener);
  for (const conversation of conversations) hub.join(listener, conversation);
  try {
    return await run(heard);
  } finally {
    hub.remove(listener);
  }
}
