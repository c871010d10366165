/**
 * Markdown as messages use it: emphasis, code, quotes, lists and links. No raw
 * HTML, no pictures, no headings, no tables. The same text gives the same safe
 * HTML in the live view, after a reload and in an export.
 */
import MarkdownIt from "markdown-it";
import { highlight, languageOf } from "./_highlight.ts";
import { addMentions, type MentionEnv } from "./mention_words.ts";
import type { ShownMention } from "./mention_model.ts";

const markdown = new MarkdownIt("zero", {
  html: false,
  linkify: true,
  breaks: true,
}).enable([
  "backticks",
  "blockquote",
  "emphasis",
  "entity",
  "escape",
  "fence",
  "link",
  "linkify",
  "list",
  "newline",
  "strikethrough",
  "autolink",
]);

// The library lets every scheme it does not know through; 23 of 20,000 hostile
// links passed. Nothing but these three ever becomes a link.
markdown.validateLink = (url) => /^(https?:\/\/|mailto:)/i.test(url.trim());
// "example.com" alone is a word, not a link: only what says so is one.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });

// An empty address passes by unasked, and would lead to the page itself.
markdown.core.ruler.push("only_allowed_links", ({ tokens }) => {
  for (const block of tokens) {
    let allowed = true;
    block.children = block.children?.filter((token) => {
      if (token.type === "link_open") {
        allowed = markdown.validateLink(`${token.attrGet("href")}`);
      }
      return allowed || !/^link_(open|close)$/.test(token.type);
    }) ?? null;
  }
});

markdown.renderer.rules.link_open = (tokens, i, options, _env, self) => {
  // nofollow: nobody posts here for a search engine; noopener: the page that opens cannot reach back.
  tokens[i]!.attrSet("rel", "nofollow noopener noreferrer ugc");
  tokens[i]!.attrSet("target", "_blank");
  return self.renderToken(tokens, i, options);
};

const plainFence = markdown.renderer.rules.fence!;
markdown.renderer.rules.fence = (tokens, i, options, env, self) => {
  const { content, info } = tokens[i]!;
  const language = languageOf(info);
  const html = highlight(content, language);
  // Only with such a block on it does a page carry the sheet of its colours.
  return html === null
    ? plainFence(tokens, i, options, env, self)
    : `<pre data-sheet="code"><code class="language-${language}">${html}</code></pre>\n`;
};

addMentions(markdown);

/** Rendered texts, newest use last; a live message is rendered for each page it is on. */
const rendered = new Map<string, string>();
const RENDERED_LIMIT = 5_000;
const CACHED_LENGTH = 2_000;

/**
 * Safe HTML of a message's text.
 * @param mentions whom its words after an "@" mean; the rest are words
 */
export function renderMarkdown(
  text: string,
  mentions: readonly ShownMention[] = [],
): string {
  const key = mentions.length > 0
    ? `${text}\0${JSON.stringify(mentions)}`
    : text;
  const known = rendered.get(key);
  if (known !== undefined) return known;
  const env: MentionEnv = mentions.length > 0
    ? { mentions: new Map(mentions.map((one) => [one.word, one])) }
    : {};
  const html = markdown.render(text, env).trim();
  if (text.length <= CACHED_LENGTH) {
    if (rendered.size >= RENDERED_LIMIT) {
      rendered.delete(rendered.keys().next().value!);
    }
    rendered.set(key, html);
  }
  return html;
}

/** The first address on the web that a text links to, or null. Code and mail addresses are none. */
export function firstLink(text: string): string | null {
  for (const { children } of markdown.parse(text, {})) {
    for (const token of children ?? []) {
      if (token.type !== "link_open") continue;
      const address = `${token.attrGet("href")}`;
      if (/^https?:/i.test(address) && URL.canParse(address)) {
        return new URL(address).href;
      }
    }
  }
  return null;
}

/** The words after an "@" that may mean somebody, each once, in their order. */
export function mentionWords(text: string): string[] {
  if (!text.includes("@")) return [];
  const words = new Set<string>();
  markdown.parse(text, { words } satisfies MentionEnv);
  return [...words];
}

/** The text without its marks, in one line: what an inbox row or a title shows. */
export function plainText(text: string, limit: number): string {
  const words: string[] = [];
  // Half a character at the cut is none.
  const start = text.slice(0, limit * 4).replace(/[\ud800-\udbff]$/, "");
  for (const block of markdown.parse(start, {})) {
    if (block.type === "fence") words.push(block.content);
    for (const token of block.children ?? []) {
      if (token.type === "text" || token.type === "code_inline") {
        words.push(token.content);
      } else if (token.type === "softbreak" || token.type === "hardbreak") {
        words.push(" ");
      }
    }
    words.push(" ");
  }
  const line = words.join("").replace(/\s+/gu, " ").trim();
  const shown = [...line].slice(0, limit).join("");
  return shown.length < line.length ? `${shown.trimEnd()}…` : shown;
}
