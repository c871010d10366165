/** Choosing what may not be said in a group. */
import type { User } from "@/lib/accounts/model.ts";
import { Forbidden, Invalid } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { change } from "@/lib/kv/change.ts";
import { conversations } from "./_keys.ts";
import { bareWords, CONTENT, type ContentRules } from "./content_model.ts";
import { cleanName } from "./draft.ts";
import { findConversation } from "./find.ts";
import { logQueue } from "./log.ts";
import { appendNote } from "./note.ts";

/** @throws Invalid at `longest` or `words` */
export function parseContent(
  form: { noLinks: boolean; longest: string; words: string },
): ContentRules {
  const wrong: Record<string, Phrase> = {};
  const typed = form.longest.trim();
  const longest = Number(typed);
  if (
    typed !== "" &&
    (!/^\d{1,5}$/.test(typed) || longest < 1 || longest > CONTENT.longest)
  ) {
    wrong.longest = {
      key: "conversation.content.error.longest",
      values: { most: CONTENT.longest },
    };
  }
  const words = parseWordList(form.words, wrong);
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return {
    ...(form.noLinks ? { noLinks: true } : {}),
    ...(typed === "" ? {} : { longest }),
    ...(words.length > 0 ? { words } : {}),
  };
}

/** One on each line, each once. A line of signs alone holds no word. */
function parseWordList(
  text: string,
  wrong: Record<string, Phrase>,
): string[] {
  const found = new Map<string, string>();
  for (const line of text.toWellFormed().split("\n")) {
    const word = cleanName(line);
    const bare = bareWords(word);
    if (bare.trim() !== "" && !found.has(bare)) found.set(bare, word);
  }
  const words = [...found.values()];
  const long = words.some((word) => [...word].length > CONTENT.word);
  if (long || words.length > CONTENT.words) {
    wrong.words = {
      key: "conversation.content.error.words",
      values: { count: CONTENT.words, limit: CONTENT.word },
    };
  }
  return words;
}

/**
 * Owners alone, as with rights; a line in the log when anything changed.
 * @throws NotFound, Forbidden
 */
export async function changeContent(
  actor: User,
  id: string,
  rules: ContentRules,
): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    const { conversation, member } = await findConversation(actor, id, {
      within: c,
    });
    if (conversation.kind === "direct" || member.role !== "owner") {
      throw new Forbidden({ key: "conversation.error.may_not.rights" });
    }
    const { content = {}, ...rest } = conversation;
    if (JSON.stringify(content) === JSON.stringify(rules)) return;
    const none = Object.keys(rules).length === 0;
    c.put(conversations, [id], none ? rest : { ...rest, content: rules });
    await appendNote(c, id, actor, { what: "set", to: "content" }, now);
  }, { queue: logQueue(id) });
}
