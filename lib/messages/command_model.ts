/** What can be done by a line that begins with a slash. */

/** One of them. */
export interface Command {
  readonly name: string;
  /** Does it need words behind it? "either": it may have some. */
  readonly words: "needed" | "either" | "none";
}

/** All of them, in the order in which they are listed. */
export const COMMANDS = [
  { name: "me", words: "needed" },
  { name: "shrug", words: "either" },
  { name: "poll", words: "needed" },
  { name: "topic", words: "either" },
  { name: "rename", words: "needed" },
  { name: "invite", words: "needed" },
  { name: "mute", words: "either" },
  { name: "unmute", words: "none" },
  { name: "status", words: "either" },
  { name: "remind", words: "either" },
  { name: "leave", words: "none" },
  { name: "help", words: "none" },
] as const satisfies readonly Command[];

/** The name of a command. */
export type CommandName = typeof COMMANDS[number]["name"];

/** What a text says to do. */
export type Said =
  | { readonly kind: "text"; readonly text: string }
  | {
    readonly kind: "command";
    readonly name: CommandName;
    readonly rest: string;
  }
  | { readonly kind: "unknown"; readonly name: string };

/**
 * Reads a text. A slash and a word at its very start is a command; of two
 * slashes before a word the first goes and the rest is said. A path such as
 * `/etc/hosts`, a slash alone and whatever stands further on are words.
 */
export function readCommand(text: string): Said {
  const [, slashes, word, rest = ""] =
    /^(\/\/?)([a-z][a-z0-9_-]{0,31})(?:\s+([^]*))?$/i.exec(text) ?? [];
  if (!slashes || !word) return { kind: "text", text };
  if (slashes === "//") return { kind: "text", text: text.slice(1) };
  const name = word.toLowerCase();
  const known = COMMANDS.find((one) => one.name === name);
  return known
    ? { kind: "command", name: known.name, rest: rest.trim() }
    : { kind: "unknown", name };
}

/** Those whose name begins so, for whoever is typing one. */
export function commandsLike(
  start: string,
): readonly (typeof COMMANDS)[number][] {
  return COMMANDS.filter(({ name }) => name.startsWith(start.toLowerCase()));
}
