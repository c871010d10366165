/**
 * Everything somebody may read, page by page. Each page asks anew whether they
 * may: whoever is removed while they download gets no more of it.
 */
import type { User } from "@/lib/accounts/model.ts";
import {
  findNamedConversation,
  listMembers,
  listMemberships,
} from "@/lib/conversations/find.ts";
import { findReading } from "@/lib/conversations/readers.ts";
import type {
  ListedMember,
  NamedConversation,
} from "@/lib/conversations/model.ts";
import { NotFound } from "@/lib/errors.ts";
import { listMessages, listVersions } from "./find.ts";
import { readMarks } from "./marks.ts";
import { findThread } from "./threads.ts";
import type { Marks, ShownMessage, Version } from "./model.ts";
import type { ShownMention } from "./mention_model.ts";
import { withoutLinks } from "./show.ts";

/** A conversation and one's place in it. */
export interface ExportedConversation {
  readonly conversation: NamedConversation;
  readonly members: readonly ListedMember[];
  readonly readUpTo: number;
}

/** A message with its earlier texts. */
export interface ExportedMessage {
  readonly message: ShownMessage;
  readonly versions: readonly Version[];
  /** One's own reactions and votes. Which other person chose what is not taken along. */
  readonly marks: Marks;
  /** Whom its words after an "@" mean. */
  readonly mentions: readonly ShownMention[] | undefined;
}

/** The conversations somebody is in; those they leave meanwhile are left out. */
export async function* exportConversations(
  user: User,
): AsyncGenerator<ExportedConversation, void> {
  for (const { conversation: id } of await listMemberships(user.id)) {
    const found = await whileIn(() => exportConversation(user, id));
    if (found) yield found;
  }
}

/** One of them. @throws NotFound for strangers */
export async function exportConversation(
  user: User,
  id: string,
): Promise<ExportedConversation> {
  const [conversation, members, { seq }] = await Promise.all([
    findNamedConversation(user, id),
    listMembers(user, id),
    findReading(user, id),
  ]);
  return { conversation, members, readUpTo: seq };
}

/** Every message of a conversation, oldest first, in pages. */
export async function* exportMessages(
  user: User,
  id: string,
  { versions = false }: { versions?: boolean } = {},
): AsyncGenerator<ExportedMessage[], void> {
  let after = 0;
  while (true) {
    const page = await whileIn(async () => {
      const { messages, newer } = await listMessages(user, id, { after });
      const whole = await withThreads(user, id, messages);
      const marks = await readMarks(user.id, whole);
      const all = await Promise.all(whole.map(async (message) => ({
        message: withoutLinks(message),
        mentions: message.mentions,
        versions: versions && message.edited !== undefined
          ? await listVersions(user, id, message.seq)
          : [],
        marks: marks.get(message.seq) ?? { reactions: [] },
      })));
      return { all, newer, last: messages.at(-1)?.seq };
    });
    if (!page?.last) return;
    yield page.all;
    if (!page.newer) return;
    after = page.last;
  }
}

/** Behind each message what was said in its thread. */
async function withThreads(
  user: User,
  id: string,
  messages: readonly ShownMessage[],
): Promise<ShownMessage[]> {
  const all: ShownMessage[] = [];
  for (const message of messages) {
    all.push(message);
    for (let after = message.thread ? 0 : -1; after >= 0;) {
      const { page } = await findThread(user, id, message.seq, { after });
      all.push(...page.messages);
      after = page.newer ? page.messages.at(-1)!.seq : -1;
    }
  }
  return all;
}

async function whileIn<R>(ask: () => Promise<R>): Promise<R | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}
