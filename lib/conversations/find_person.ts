import { findBetweens } from "@/lib/accounts/between.ts";
import type { Between } from "@/lib/accounts/between_model.ts";
import { findByUsername } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import type { Relation } from "@/lib/accounts/profile_model.ts";
import { NotFound } from "@/lib/errors.ts";
import { relationOf } from "./contacts.ts";

/** Somebody as a viewer may find them. */
export interface FoundPerson {
  readonly person: User;
  readonly relation: Relation;
  /** What stands between the two, if anything does. */
  readonly between: Between | undefined;
}

/**
 * Somebody by username. Whoever was blocked finds nobody, as if there were no
 * such account; but in groups both are in, whoever blocked them still has a
 * name there, and a page without any person would tell more than one that says little.
 * @throws NotFound
 */
export async function findPerson(
  viewer: User,
  username: string,
): Promise<FoundPerson> {
  const person = await findByUsername(username);
  if (!person) throw new NotFound({ key: "error.not_found" });
  const [relation, betweens] = await Promise.all([
    relationOf(viewer, person.id),
    findBetweens(viewer.id),
  ]);
  const between = betweens.get(person.id);
  const own = between?.blocked ?? between?.muted;
  if (
    relation !== "contact" &&
    // A guest is to be found by whom they talk with.
    (person.guest || between?.by !== undefined && own === undefined)
  ) throw new NotFound({ key: "error.not_found" });
  return { person, relation, between };
}
