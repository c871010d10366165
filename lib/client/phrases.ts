/** The words of this page's language; they come with the stream script. */

/** Phrases by key, with plural forms beside them as `key#name:few`. */
export function pagePhrases(): Record<string, string> {
  return (globalThis as { parleyPhrases?: Record<string, string> })
    .parleyPhrases ?? {};
}
