/** What may be a password: long and not the first guess. No rules of composition. */
import { PASSWORD_LENGTH } from "./model.ts";
import { type Parsed, usernameKey } from "./names.ts";

/** The first guesses of ten characters and more. */
const GUESSED = new Set([
  "1234567890",
  "12345678910",
  "123456789a",
  "0123456789",
  "0987654321",
  "1111111111",
  "0000000000",
  "1q2w3e4r5t",
  "1qaz2wsx3edc",
  "qwertyuiop",
  "qwerty12345",
  "qwerty123456",
  "abcdefghij",
  "password12",
  "password123",
  "password1234",
  "password12345",
  "password123456",
  "passwordpassword",
  "letmein123",
  "iloveyou123",
  "changeme123",
  "administrator",
  "welcome123",
]);

/** Reads a password exactly as typed: nothing is trimmed, folded or normalised. */
export function parsePassword(
  text: string,
  owner: { readonly username: string; readonly name: string },
): Parsed {
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
  if (isGuess(text, owner)) {
    return { problem: { key: "entrance.problem.password_guessed" } };
  }
  return { value: text };
}

function isGuess(
  text: string,
  owner: { readonly username: string; readonly name: string },
): boolean {
  const folded = text.toLowerCase();
  return GUESSED.has(folded) || new Set(text).size === 1 ||
    // Owners are as typed, so maybe endless: no longer than a password may be.
    usernameKey(text) === usernameKey(owner.username.slice(0, 300)) ||
    folded === owner.name.slice(0, 600).toLowerCase();
}
