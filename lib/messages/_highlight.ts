/**
 * Blocks of code with the parts of their language told apart, by classes only.
 * Grammars are patterns, and some take the square of a long line: so long lines
 * and long blocks are left as they are, and what was done is remembered.
 */
import hljs from "highlight.js";

/** Letters of one block, and of one of its lines. */
const BLOCK = 4_000;
const LINE = 200;
/** Some blocks are nearly all marks: so many letters of HTML for one of code, and no more. */
const GROWTH = 12;
/** Letters remembered. */
const REMEMBERED = 4_000_000;

/** Those that find languages inside of languages cost most, and nobody asks for them by name. */
const LEFT_OUT = ["php-template", "plaintext", "python-repl", "shell", "vbnet"];
for (const name of LEFT_OUT) hljs.unregisterLanguage(name);
hljs.configure({ classPrefix: "h-" });

/** Newest use last. */
const known = new Map<string, string | null>();
let held = 0;

/** The language that is written behind the three backticks; empty: none that could be one. */
export function languageOf(info: string): string {
  return /^\s*([\w+#.-]{1,20})(?=\s|$)/.exec(info)?.[1] ?? "";
}

/** Safe HTML of a block in a language we know; null: it is shown as it was typed. */
export function highlight(
  code: string,
  language: string,
  most = BLOCK,
): string | null {
  if (code.length > most || !hljs.getLanguage(language)) return null;
  if (code.split("\n").some((line) => line.length > LINE)) return null;
  const key = `${language}\n${code}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const { value } = hljs.highlight(code, { language, ignoreIllegals: true });
  const html = value.length > code.length * GROWTH + 200 ? null : value;
  remember(key, html);
  return html;
}

function remember(key: string, html: string | null): void {
  const size = (of: string, what: string | null | undefined) =>
    of.length + (what?.length ?? 0);
  known.set(key, html);
  held += size(key, html);
  for (const [oldest, value] of known) {
    if (held <= REMEMBERED) break;
    known.delete(oldest);
    held -= size(oldest, value);
  }
}
