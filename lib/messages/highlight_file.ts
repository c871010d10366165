/** The parts of a language told apart in a file of text, as in a block of a message. */
import { highlight } from "./_highlight.ts";

/** Letters: some texts take the square of them, and all wait meanwhile. */
const MOST = 8_000;

/** Safe HTML; null where the name tells no language we know: it is shown as it is. */
export function highlightFile(name: string, words: string): string | null {
  const [, ending] = /\.([\w+#-]{1,20})$/.exec(name) ?? [];
  return ending ? highlight(words, ending.toLowerCase(), MOST) : null;
}
