/** Turns what a form or a device sent into a typed draft, or says what is wrong with it. */
import { Invalid, TooLarge } from "@/lib/errors.ts";
import type { Forwarded, Poll, Voice } from "@/lib/conversations/model.ts";
import { filesText } from "@/lib/files/model.ts";
import type { PutBlob } from "@/lib/files/put.ts";
import type { Upload } from "@/lib/files/upload.ts";
import { TEXT_LIMIT } from "./model.ts";

/** A message that can be sent as it stands. */
export interface Draft {
  readonly conversation: string;
  readonly text: string;
  /** Made by the form or the device; decides whether a re-send is the same message. */
  readonly clientId: string;
  /** Number of the message it answers. */
  readonly reply?: number;
  /** Client id under which it was kept while it was not sent. */
  readonly unsent?: string;
  /** What is asked with the text. */
  readonly poll?: Poll;
  /** What was said aloud, and where its sound waits. */
  readonly voice?: { readonly said: Voice; readonly put: PutBlob };
  /** Files that go with it. */
  readonly files?: readonly Upload[];
  /** Are they kept by somebody, who goes on keeping them? */
  readonly shared?: true;
  /** Number of the message in whose thread it is said. */
  readonly thread?: number;
  /** Whose words these are, if they are passed on. */
  readonly forwarded?: Forwarded;
}

const encoder = new TextEncoder();
/** Of such characters alone nothing is seen; among others each has its use. */
const INVISIBLE = /[\s\p{Cc}\p{Cf}\u2800]|\p{Default_Ignorable_Code_Point}/gu;

/**
 * @throws Invalid at `text`, `client_id`, `reply_to` or `thread`; TooLarge when the text is over the limit
 */
export function parseDraft(
  form: {
    text: string;
    clientId: string;
    replyTo?: string;
    thread?: string;
    unsent?: string;
    files?: readonly Upload[];
  },
  conversation: string,
): Draft {
  const { files = [] } = form;
  const bare = files.length > 0 && isEmpty(form.text);
  const text = parseText(bare ? filesText(files) : form.text);
  checkClientId(form.clientId);
  const reply = parseNumber(form.replyTo, "reply_to");
  const thread = parseNumber(form.thread, "thread");
  return {
    conversation,
    text,
    clientId: form.clientId,
    ...(reply === undefined ? {} : { reply }),
    ...(thread === undefined ? {} : { thread }),
    ...(form.unsent ? { unsent: form.unsent } : {}),
    ...(files.length > 0 ? { files } : {}),
  };
}

/** @throws Invalid at `client_id` for what neither form nor device of ours makes */
export function checkClientId(id: string): void {
  if (!/^[A-Za-z0-9_-]{8,64}$/.test(id)) {
    throw new Invalid({ client_id: { key: "message.error.client_id" } });
  }
}

/** A message's number in a form; undefined where there is none. @throws Invalid */
function parseNumber(
  typed: string | undefined,
  field: "reply_to" | "thread",
): number | undefined {
  if (!typed) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(typed)) {
    throw new Invalid({ [field]: { key: `message.error.${field}` } });
  }
  return Number(typed);
}

/** Is nothing seen of it? */
function isEmpty(text: string): boolean {
  return text.replace(INVISIBLE, "") === "";
}

/**
 * A message's text: well-formed, not empty, line ends unified, nothing at its end.
 * @throws Invalid at `text`; TooLarge over {@link TEXT_LIMIT} bytes
 */
export function parseText(raw: string): string {
  if (!raw.isWellFormed()) {
    throw new Invalid({ text: { key: "message.error.ill_formed" } });
  }
  const text = raw.replace(/\r\n?/g, "\n").replaceAll("\0", "").trimEnd();
  if (isEmpty(text)) {
    throw new Invalid({ text: { key: "message.error.empty" } });
  }
  if (encoder.encode(text).length > TEXT_LIMIT) {
    throw new TooLarge({
      key: "message.error.too_long",
      values: { limit: TEXT_LIMIT },
    });
  }
  return text;
}
