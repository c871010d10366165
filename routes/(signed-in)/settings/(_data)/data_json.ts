/**
 * `data.json`: everything as plain data, written as it is read. Its shape is
 * described in docs/api.md and carries a version.
 */
import { exportAccount } from "@/lib/accounts/export_account.ts";
import type { Profile, User } from "@/lib/accounts/model.ts";
import { exportPlaces } from "@/lib/conversations/export_places.ts";
import {
  exportConversations,
  type ExportedConversation,
  exportMessages,
} from "@/lib/messages/export_conversations.ts";
import { exportPlans } from "@/lib/messages/export_plans.ts";
import {
  factsOf,
  instant,
  saidIn,
} from "@/routes/(signed-in)/settings/(_data)/plain_data.ts";

/** Raised when a field changes its meaning or goes. */
const VERSION = 1;

/** The text of the file, piece by piece. */
export async function* dataJson(
  user: User,
  about: { origin: string; now: number },
): AsyncGenerator<string, void> {
  const head = {
    format: "parley-export",
    version: VERSION,
    server: about.origin,
    made: instant(about.now),
    ...await exportAccount(user),
    ...await exportPlaces(user),
    ...await exportPlans(user),
  };
  // Without its last brace: the long lists follow.
  yield JSON.stringify(head, null, 1).slice(0, -2);
  const people = new Map<string, Profile>();
  yield ',\n "conversations": [';
  let first = true;
  for await (const one of exportConversations(user)) {
    yield first ? "\n" : ",\n";
    first = false;
    yield* conversationJson(user, one, people);
  }
  yield '\n],\n "people": ';
  yield named(people);
  yield "\n}\n";
}

/** One conversation by itself, in the same words. */
export async function* oneJson(
  user: User,
  one: ExportedConversation,
  about: { origin: string; now: number },
): AsyncGenerator<string, void> {
  const head = {
    format: "parley-conversation",
    version: VERSION,
    server: about.origin,
    made: instant(about.now),
  };
  yield JSON.stringify(head, null, 1).slice(0, -2);
  const people = new Map<string, Profile>();
  yield ',\n "conversation": ';
  yield* conversationJson(user, one, people);
  yield ',\n "people": ';
  yield named(people);
  yield "\n}\n";
}

async function* conversationJson(
  user: User,
  one: ExportedConversation,
  people: Map<string, Profile>,
): AsyncGenerator<string, void> {
  for (const { profile } of one.members) people.set(profile.id, profile);
  yield JSON.stringify(factsOf(one)).slice(0, -1) + ',"messages":[';
  let between = "\n";
  const pages = exportMessages(user, one.conversation.id, { versions: true });
  for await (const page of pages) {
    for (const { message } of page) {
      for (const { author } of [message, message.forwarded ?? message]) {
        people.set(author.id, author);
      }
    }
    yield between + page.map((message) => JSON.stringify(saidIn(message)))
      .join(",\n");
    between = ",\n";
  }
  yield "]}";
}

function named(people: ReadonlyMap<string, Profile>): string {
  return JSON.stringify(
    [...people.values()]
      .map(({ id, username, name }) => ({ id, username, name })),
  );
}
