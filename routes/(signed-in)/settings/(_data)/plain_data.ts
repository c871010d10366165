/** Conversations and messages as `data.json` has them. */
import type { ShownForward } from "@/lib/messages/forward_model.ts";
import type {
  ExportedConversation,
  ExportedMessage,
} from "@/lib/messages/export_conversations.ts";

import {
  filePaths,
  soundPath,
} from "@/routes/(signed-in)/settings/(_data)/gallery.ts";

/** A conversation without its messages. */
export function factsOf(
  { conversation, members, readUpTo }: ExportedConversation,
) {
  const { id, kind, encryption, title, description, created, myRole } =
    conversation;
  return {
    id,
    kind,
    encryption,
    title,
    description,
    created: instant(created),
    myRole,
    readUpTo,
    members: members.map(({ profile, role, since }) => ({
      user: profile.id,
      role,
      since: instant(since),
    })),
  };
}

/** A message, and what of it is one's own. */
export function saidIn(
  { message, versions, marks, mentions }: ExportedMessage,
) {
  const { seq, id, author, at, kind, text, note, edited, quote, poll, voice } =
    message;
  const { inThread, pinned, forwarded, reactions = [] } = message;
  return {
    seq,
    id,
    author: author.id,
    at: instant(at),
    kind,
    ...(kind === "text" ? { text, mentions } : {}),
    ...(quote ? { replyTo: quote.seq } : {}),
    ...(inThread === undefined ? {} : { thread: inThread }),
    ...(poll ? { poll: { ...poll, yours: marks.votes ?? [] } } : {}),
    ...(reactions.length === 0 ? {} : {
      reactions: reactions.map(({ emoji, count }) => ({
        emoji,
        count,
        yours: marks.reactions.includes(emoji),
      })),
    }),
    ...(voice
      ? {
        voice: { type: voice.type, ms: voice.ms, path: soundPath(message) },
      }
      : {}),
    ...(message.files
      ? { files: filePaths(message).map(({ file: _, ...about }) => about) }
      : {}),
    ...(pinned ? { pinned } : {}),
    ...(forwarded ? { forwarded: passedOn(forwarded) } : {}),
    ...(note ? { note } : {}),
    ...(edited === undefined ? {} : { edited: instant(edited) }),
    ...(versions.length === 0 ? {} : {
      earlier: versions.map(({ text, at }) => ({ text, at: instant(at) })),
    }),
  };
}

/** A time as text that every program reads. */
export function instant(at: number): string {
  return new Date(at).toISOString();
}

function passedOn({ author, at, words }: ShownForward) {
  return { author: author.id, at: instant(at), words };
}
