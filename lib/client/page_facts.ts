/** What the page says about itself, and the few ways to ask the server for more. */

import { pagePhrases } from "./phrases.ts";

/** The element that carries cursor and own id; the script does nothing without it. */
const root = document.querySelector<HTMLElement>("[data-cursor]");

/** A fact printed on the page: `cursor`, `me`. */
export function fact(name: string): string {
  return root?.dataset[name] ?? "";
}

/** Is this a page that lives? */
export const isLivePage = root !== null;

/** Phrases in the reader's words; plural forms beside them as `key#name:few`. */
const phrases = pagePhrases();
const language = document.documentElement.lang || "en";

/** Says a phrase. A number chooses the plural form. */
export function say(
  key: string,
  values: Record<string, string | number> = {},
): string {
  let text = phrases[key] ?? "";
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== "number") continue;
    const form = new Intl.PluralRules(language).select(value);
    text = phrases[`${key}#${name}=${value}`] ??
      phrases[`${key}#${name}:${form}`] ?? text;
  }
  return text.replace(/\{(\w+)\}/g, (place, name) => {
    const value = values[name];
    return typeof value === "number"
      ? value.toLocaleString(language)
      : value ?? place;
  });
}

/** The conversation this page shows, if it shows one. */
export function openConversation(): string | undefined {
  return document.querySelector<HTMLElement>("main[data-conversation-id]")
    ?.dataset.conversationId;
}

/** Says whose page asks: the browser may have been switched to another account. */
const whose = { "x-fragment": "1", "x-me": fact("me") };

/** The thread this page shows, if it shows one; 0 is the log itself. */
export function openThread(): number {
  const main = document.querySelector<HTMLElement>("main[data-thread]");
  return Number(main?.dataset.thread ?? 0);
}

/** Posts a small form of ours. Losing it is no harm: the next one says the same. */
export function post(path: string, fields: Record<string, string>): void {
  const csrf = document.querySelector<HTMLInputElement>("input[name=csrf]");
  fetch(path, {
    method: "POST",
    body: new URLSearchParams({ csrf: csrf?.value ?? "", ...fields }),
    headers: whose,
    keepalive: true,
  }).then((response) => response.text()).catch(() => {});
}

/**
 * Gets a page, or with `fragment` the part of it that matters; null if there is none for us.
 * @param quiet nobody reads what is fetched: no message counts as read for it
 */
export async function get(
  path: string,
  fragment = true,
  quiet = false,
): Promise<string | null> {
  try {
    const response = await fetch(path, {
      // What is heard meanwhile waits for it, but not for ever.
      signal: AbortSignal.timeout(20_000),
      headers: {
        "x-me": whose["x-me"],
        ...fragment && whose,
        ...quiet && { "x-purpose": "prefetch" },
      },
    });
    return response.ok && !response.redirected ? await response.text() : null;
  } catch {
    return null;
  }
}
