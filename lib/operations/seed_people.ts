/** Writes the accounts of the sample organisation. */
import { founding, passwords } from "@/lib/accounts/_keys.ts";
import { putUser } from "@/lib/accounts/_store.ts";
import type { User } from "@/lib/accounts/model.ts";
import { hashPassword } from "@/lib/accounts/password.ts";
import { change } from "@/lib/kv/change.ts";
import type { Dice } from "./seed_dice.ts";
import type { Somebody } from "./seed_words.ts";
import { PASSWORD, PEOPLE } from "./seed_words_people.ts";

/** Those who are there now, by username. */
export type People = ReadonlyMap<Somebody, User>;

/** Makes the accounts; the first one is the administrator's. */
export async function putPeople(dice: Dice, at: number): Promise<People> {
  const people = new Map<Somebody, User>();
  for (const [i, { username, name, hue, language }] of PEOPLE.entries()) {
    const hash = await hashPassword(PASSWORD);
    const created = at + i * 60_000;
    const user: User = {
      id: dice.id(created),
      username,
      name,
      role: i === 0 ? "administrator" : "member",
      created,
      language,
      timeZone: null,
      theme: "system",
      hue,
      shareReceipts: true,
      shareTyping: true,
    };
    await change((c) => {
      putUser(c, user, null);
      c.put(passwords, [user.id], { hash, changed: created });
      if (i === 0) c.put(founding, [], { user: user.id, at: created });
    });
    people.set(username, user);
  }
  return people;
}
