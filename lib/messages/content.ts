import { type Conversation, mayRead } from "@/lib/conversations/model.ts";
import type { Forwarded, Member, Poll } from "@/lib/conversations/model.ts";
import { forbiddenIn } from "@/lib/conversations/content_model.ts";
import { isAbove } from "@/lib/conversations/rights_model.ts";
import { Invalid } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { renderMarkdown } from "./markdown.ts";

/** What would be an address without being shown as a link: in code, or without a scheme. */
const ADDRESS = /\bhttps?:\/\/|\bmailto:|\bwww\.\S/iu;

/**
 * The one place where words are held against a group's rules: whatever is sent,
 * at once, later, in a thread, passed on or in place of other words. Owners and
 * moderators are not held to them, as with slow mode.
 * @throws Invalid at `text`, with the rule
 */
export function demandContent(
  conversation: Pick<Conversation, "content" | "encryption">,
  { role }: Pick<Member, "role">,
  { text, poll, forwarded }: {
    text: string;
    poll?: Poll | undefined;
    forwarded?: Forwarded | undefined;
  },
): void {
  const { content } = conversation;
  if (!content || isAbove(role, "member") || !mayRead(conversation)) return;
  const said = [text, ...poll?.options ?? [], forwarded?.words ?? ""];
  const { noLinks, longest, words = [] } = content;
  if (longest !== undefined && lengthOf(said) > longest) {
    refuse({
      key: "message.error.content.longest",
      values: { limit: longest },
    });
  }
  if (noLinks && said.some(hasLink)) {
    refuse({ key: "message.error.content.links" });
  }
  const word = forbiddenIn(said.join("\n"), words);
  if (word !== null) {
    refuse({ key: "message.error.content.words", values: { word } });
  }
}

function lengthOf(said: readonly string[]): number {
  return said.reduce((sum, one) => sum + [...one].length, 0);
}

function hasLink(text: string): boolean {
  return ADDRESS.test(text) || renderMarkdown(text).includes("<a ");
}

function refuse(text: Phrase): never {
  throw new Invalid({ text });
}
