import type { Hung } from "@/lib/messages/model.ts";

/**
 * Style sheets that these rows need beside the one of every page: a page
 * without such a row does not carry them. In a row the element that needs a
 * sheet names it as `data-sheet`, for rows that come live.
 */
export function sheetsOf(
  messages:
    readonly (Hung & { readonly html?: string; readonly until?: number })[],
): string[] {
  const hung = messages.some((
    { quote, reactions, thread, pinned, forwarded, until },
  ) =>
    quote || reactions || thread || pinned || forwarded || until !== undefined
  );
  const mentions = messages.some((one) => one.mentions);
  const polls = messages.some(({ poll }) => poll);
  // Words that people typed have no quotes left in them.
  const code = messages.some(({ html, forwarded }) =>
    [html, forwarded?.html].some((one) => one?.includes('data-sheet="code"'))
  );
  const emojis = messages.some(({ html, reactions }) =>
    html?.includes('data-sheet="emoji"') ||
    reactions?.some(({ picture }) => picture)
  );
  const cards = messages.some(({ card }) => card);
  const files = messages.some((one) => one.files);
  const voices = messages.some(({ voice }) => voice);
  return [
    ...(hung ? ["hung"] : []),
    ...(polls ? ["poll"] : []),
    ...(cards ? ["card"] : []),
    ...(code ? ["code"] : []),
    ...(emojis ? ["emoji"] : []),
    ...(voices ? ["voice"] : []),
    ...(files ? ["files"] : []),
    ...(mentions ? ["mine"] : []),
  ];
}
