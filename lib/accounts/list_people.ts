/** Everybody who has an account, page by page, or those who answer to a name. */
import { list } from "@/lib/kv/read.ts";
import { usernames } from "./_keys.ts";
import { findUsers, listByWords } from "./find.ts";
import { type Profile, profileOf } from "./model.ts";
import { usernameKey } from "./names.ts";

/** People on one page. */
const PAGE = 30;

/** One page of people. */
export interface PeoplePage {
  readonly people: readonly Profile[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
  /** Do more answer to the query than are listed? */
  readonly narrow: boolean;
}

/** By username from the one after; with a query those who answer to it, the asker among them. */
export async function listPeople(
  query: string,
  after: string,
): Promise<PeoplePage> {
  if (query !== "") {
    const found = await listByWords(query, PAGE + 1);
    return {
      people: found.slice(0, PAGE).map(profileOf),
      next: null,
      narrow: found.length > PAGE,
    };
  }
  const rows: { key: string; user: string }[] = [];
  const start = after.isWellFormed() && after !== "" && after.length <= 100
    ? { after }
    : {};
  for await (
    const { key, value } of list(usernames, [], { limit: PAGE + 1, ...start })
  ) {
    rows.push({ key: key[0], user: value });
  }
  const shown = rows.slice(0, PAGE);
  const users = await findUsers(shown.map(({ user }) => user));
  return {
    people: shown.flatMap(({ key, user }) => {
      const person = users.get(user);
      // A name that is held back leads to somebody who stands elsewhere.
      return person && usernameKey(person.username) === key
        ? [profileOf(person)]
        : [];
    }),
    next: rows.length > PAGE ? shown.at(-1)!.key : null,
    narrow: false,
  };
}
