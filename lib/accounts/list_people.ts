/** Everybody who has an account, page by page, or those who answer to a name. */
import { theDirectory } from "./_directory.ts";
import { findUsers, listByWords } from "./find.ts";
import { type Profile, profileOf } from "./model.ts";

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
  const start = after.isWellFormed() ? after : "";
  const directory = await theDirectory();
  const rows = [...directory.after(start).take(PAGE + 1)];
  const shown = rows.slice(0, PAGE);
  const users = await findUsers(shown.map(({ id }) => id));
  return {
    people: shown.flatMap(({ id }) => {
      const person = users.get(id);
      return person && !person.leaving ? [profileOf(person)] : [];
    }),
    next: rows.length > PAGE ? shown.at(-1)!.key : null,
    narrow: false,
  };
}
