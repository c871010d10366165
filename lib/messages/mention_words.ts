/** Words after an "@" in a text: found outside of code and addresses, and turned into links where somebody is meant. */
import MarkdownIt from "markdown-it";
import type { ShownMention } from "./mention_model.ts";

/** What the parser is given, or leaves behind, for one text. */
export type MentionEnv = {
  /** Where given, every word after an "@" is put in. */
  readonly words?: Set<string> | undefined;
  /** Which of them mean somebody, as typed. */
  readonly mentions?: ReadonlyMap<string, ShownMention> | undefined;
};

/** Not after a letter, as in an address, nor where another "@" follows. */
const WORD =
  /(?<![\p{L}\p{M}\p{N}_+%/@])@(\p{L}[\p{L}\p{M}\p{Nd}._-]*)(?![@\p{L}\p{M}\p{Nd}._-])/gu;
/** Longer than any username. */
const LONGEST = 100;

/** A username may end with a point, and a sentence does: what the word may be, the longest first. */
export function readingsOf(word: string): string[] {
  const found = [word];
  for (let rest = word; /[._-]$/.test(rest) && found.length < 5;) {
    rest = rest.slice(0, -1);
    found.push(rest);
  }
  return found;
}

/** Teaches the parser. Runs while what was escaped still stands apart, so that a backslash keeps its meaning. */
export function addMentions(markdown: InstanceType<typeof MarkdownIt>): void {
  markdown.core.ruler.before("text_join", "mention", (state) => {
    const { words, mentions } = state.env as MentionEnv;
    if (!words && !mentions) return;
    for (const block of state.tokens) {
      let links = 0;
      block.children = block.children?.flatMap((token) => {
        if (token.type === "link_open") links++;
        if (token.type === "link_close") links--;
        if (token.type !== "text" || links > 0) return [token];
        return split(token.content, { words, mentions }).map((part) => {
          if (typeof part === "string") {
            const text = new state.Token("text", "", 0);
            text.content = part;
            return text;
          }
          const mention = new state.Token("mention", "", 0);
          mention.content = `@${part.word}`;
          mention.meta = { ...part };
          return mention;
        });
      }) ?? null;
    }
  });
  markdown.renderer.rules.mention = (tokens, i) => {
    const { content, meta } = tokens[i]!;
    const { to, username } = meta as unknown as ShownMention;
    const escape = markdown.utils.escapeHtml;
    const told = `data-mention="${escape(to)}" data-sheet="mine"`;
    return username === undefined
      ? `<b ${told}>${escape(content)}</b>`
      : `<a href="/people/${encodeURIComponent(username)}" ${told}>${
        escape(content)
      }</a>`;
  };
}

function split(
  text: string,
  { words, mentions }: MentionEnv,
): (string | ShownMention)[] {
  const parts: (string | ShownMention)[] = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const word = match[1]!;
    if (word.length > LONGEST) continue;
    words?.add(word);
    const meant = readingsOf(word).find((one) => mentions?.has(one));
    if (meant === undefined) continue;
    parts.push(text.slice(end, match.index), mentions!.get(meant)!);
    end = match.index + 1 + meant.length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== "");
}
