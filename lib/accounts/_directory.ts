/**
 * Everybody in order, and by the words that find them: in memory, because the
 * store has no names in the clear that could be put in order. Made from the
 * users' rows when first asked, then kept up by whoever writes a user
 * (decision 0016 has its cost, and why it is no index of hashes).
 */
import { list } from "@/lib/kv/read.ts";
import { type Store, theStore } from "@/lib/kv/store.ts";
import { users } from "./_keys.ts";
import type { User } from "./model.ts";
import { searchWords, usernameKey } from "./names.ts";

/** How long other processes' newcomers and new names may be missing. In milliseconds. */
const AGE_SHARED = 5_000;
/** Alone we hear of every commit, save one whose outcome the store could not tell. */
const AGE_ALONE = 60 * 60_000;

/** A text and whom it leads to. */
interface Lead {
  readonly text: string;
  readonly user: string;
}

/** Leads in the order of their texts. */
class Leads {
  #all: Lead[] = [];

  fill(all: Lead[]): void {
    this.#all = all.sort((a, b) => precedes(a, b) ? -1 : 1);
  }

  add(lead: Lead): void {
    this.#all.splice(this.#placeOf(lead), 0, lead);
  }

  remove(lead: Lead): void {
    this.#all.splice(this.#placeOf(lead), 1);
  }

  /** From this text on. */
  *from(text: string): Iterable<Lead> {
    for (let at = this.#placeOf({ text, user: "" });; at++) {
      const lead = this.#all[at];
      if (!lead) return;
      yield lead;
    }
  }

  /** Where it stands, or would. */
  #placeOf(lead: Lead): number {
    let [low, high] = [0, this.#all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (precedes(this.#all[middle]!, lead)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function precedes(a: Lead, b: Lead): boolean {
  return a.text < b.text || a.text === b.text && a.user < b.user;
}

/** Somebody by their username's key and by words. */
interface Listed {
  readonly name: Lead;
  readonly words: readonly Lead[];
}

function listed({ id, username, name }: User): Listed {
  const words = new Set([...searchWords(name), ...searchWords(username)]);
  return {
    name: { text: usernameKey(username), user: id },
    words: [...words].map((text) => ({ text, user: id })),
  };
}

/** Everybody who has an account. */
class Directory {
  readonly at = performance.now();
  readonly #people = new Map<string, Listed>();
  readonly #names = new Leads();
  readonly #words = new Leads();
  #full = false;
  /** Resolves when everybody is in it. */
  readonly filled: Promise<void> = this.#fill();

  /** Ids in the order of usernames, from the one after this key on. */
  *after(
    key: string,
  ): Generator<{ readonly key: string; readonly id: string }> {
    for (const { text, user } of this.#names.from(key)) {
      if (text !== key) yield { key: text, id: user };
    }
  }

  /** Ids by a word: those who have exactly this one, then those whose word begins so. */
  byWord(word: string, most: number): string[] {
    const ids = new Set<string>();
    for (const { text, user } of this.#words.from(word)) {
      if (ids.size >= most || !text.startsWith(word)) break;
      ids.add(user);
    }
    return [...ids];
  }

  /** Takes note of what was committed: somebody as they are now, or that they are gone. */
  note(id: string, user: User | null): void {
    const before = this.#people.get(id);
    // Guests are to be found where they are, and nowhere else.
    const now = user && !user.guest && listed(user);
    // While it is being filled, an id that is known here is not read any more.
    if (now || !this.#full) this.#people.set(id, now || GONE);
    else this.#people.delete(id);
    if (!this.#full) return;
    if (before) this.#leads(before, (leads, lead) => leads.remove(lead));
    if (now) this.#leads(now, (leads, lead) => leads.add(lead));
  }

  async #fill(): Promise<void> {
    for await (const { key, value } of list(users, [])) {
      if (this.#people.has(key[0]) || value.guest) continue;
      this.#people.set(key[0], listed(value));
    }
    for (const [id, one] of this.#people) {
      if (one === GONE) this.#people.delete(id);
    }
    const all = [...this.#people.values()];
    this.#names.fill(all.map(({ name }) => name));
    this.#words.fill(all.flatMap(({ words }) => words));
    this.#full = true;
  }

  #leads(one: Listed, each: (leads: Leads, lead: Lead) => void): void {
    each(this.#names, one.name);
    for (const word of one.words) each(this.#words, word);
  }
}

const GONE: Listed = { name: { text: "", user: "" }, words: [] };

const directories = new WeakMap<Store, Directory>();

/** The directory of the store in use. */
export async function theDirectory(): Promise<Directory> {
  const store = theStore();
  let directory = directories.get(store);
  const oldest = performance.now() - (store.shared ? AGE_SHARED : AGE_ALONE);
  if (!directory || directory.at < oldest) {
    const made = directory = new Directory();
    directories.set(store, made);
    made.filled.catch(() => {
      if (directories.get(store) === made) directories.delete(store);
    });
  }
  await directory.filled;
  return directory;
}

/** After a commit: somebody as they are now, or null when their account is gone. */
export function noteInDirectory(
  store: Store,
  id: string,
  user: User | null,
): void {
  directories.get(store)?.note(id, user);
}
