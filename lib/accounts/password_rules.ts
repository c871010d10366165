/** What may be a password: long and not guessed early. No rules of composition. */
import { type Guess, guessOf } from "./_guesses.ts";
import { PASSWORD_LENGTH } from "./model.ts";
import { type Parsed, usernameKey } from "./names.ts";

/** Who a password is for. */
export interface PasswordOwner {
  readonly username: string;
  /** Left out where it must not show whether there is such a person. */
  readonly name?: string;
}

const PROBLEMS = {
  personal: "entrance.problem.password_personal",
  common: "entrance.problem.password_common",
  pattern: "entrance.problem.password_pattern",
} as const satisfies Record<Guess, string>;

let server: readonly string[] = [];

/** Tells what this server is called, because its name is guessed first. */
export function useServerName(hostname: string): void {
  server = ["parley", ...namesIn(hostname)];
}

/** Reads a password exactly as typed: nothing is trimmed, folded or normalised. */
export function parsePassword(text: string, owner: PasswordOwner): Parsed {
  const { least, most } = PASSWORD_LENGTH;
  if (text === "") {
    return {
      problem: { key: "entrance.problem.password_missing", values: { least } },
    };
  }
  const length = text.isWellFormed() ? [...text].length : 0;
  if (length < least) {
    return {
      problem: { key: "entrance.problem.password_short", values: { least } },
    };
  }
  if (length > most) {
    return {
      problem: { key: "entrance.problem.password_long", values: { most } },
    };
  }
  const guess = reasonAgainst(text, owner);
  return guess ? { problem: { key: PROBLEMS[guess] } } : { value: text };
}

function reasonAgainst(text: string, owner: PasswordOwner): Guess | null {
  // Owners are as typed, so maybe endless: no longer than a password may be.
  const username = owner.username.slice(0, 300);
  const name = (owner.name ?? "").slice(0, 600);
  if (usernameKey(text) === usernameKey(username)) return "personal";
  return guessOf(text, [
    ...namesIn(username),
    ...namesIn(name),
    ...(server.length > 0 ? server : ["parley"]),
  ]);
}

/** A name and the words it is made of. */
function namesIn(name: string): string[] {
  return [name, ...name.split(/[^\p{L}\p{M}\p{N}]+/u)];
}
