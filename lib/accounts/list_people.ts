/** Everybody who has an account, page by page, or those who answer to a name. */
import { theDirectory } from "./_directory.ts";
import { findBetweens } from "./between.ts";
import { isApart } from "./between_model.ts";
import { findUsers, listByWords } from "./find.ts";
import { type Profile, profileOf, type User } from "./model.ts";

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

/**
 * By username from the one after; with a query those who answer to it, the
 * asker among them. Nobody who is apart from the asker.
 */
export async function listPeople(
  asker: User,
  query: string,
  after: string,
): Promise<PeoplePage> {
  if (query !== "") {
    const found = await listByWords(asker, query, PAGE + 1);
    return {
      people: found.slice(0, PAGE).map(profileOf),
      next: null,
      narrow: found.length > PAGE,
    };
  }
  const start = after.isWellFormed() ? after : "";
  const directory = await theDirectory();
  const rows = [...directory.after(start).take(PAGE + 1)];
  const shown = rows.slice(0, PAGE);
  const [users, between] = await Promise.all([
    findUsers(shown.map(({ id }) => id)),
    findBetweens(asker.id),
  ]);
  return {
    people: shown.flatMap(({ id }) => {
      const person = users.get(id);
      return person && !person.leaving && !isApart(between.get(id))
        ? [profileOf(person)]
        : [];
    }),
    next: rows.length > PAGE ? shown.at(-1)!.key : null,
    narrow: false,
  };
}
