/** The accounts of this browser: whose they are, and which of them a request means. */
import { SESSION, type User } from "@/lib/accounts/model.ts";
import { findSession, type FoundSession } from "@/lib/accounts/session.ts";
import { isFormToken } from "@/lib/http/csrf.ts";
import { isFree, keepToken, type Slots } from "@/lib/http/session_slots.ts";

/** One account of the browser. */
export interface BrowserAccount {
  readonly slot: number;
  /** The username. */
  readonly name: string;
  /** Null: its session is over. */
  readonly found: FoundSession | null;
  /** Is it the one in use? */
  readonly current: boolean;
}

/** Everybody who is or was signed in here. Looking at them is no use of their sessions. */
export async function listAccounts(slots: Slots): Promise<BrowserAccount[]> {
  const listed = await Promise.all(slots.all.map(async (slot, i) => {
    if (isFree(slot)) return null;
    const found = await findSession(slot.token, { quiet: true });
    const name = found?.user.username ?? slot.name;
    // Over, and nobody knows whose it was.
    if (name === "") return null;
    return { slot: i, name, found, current: i === slots.used };
  }));
  return listed.filter((one) => one !== null);
}

/** The session in use, or for what a page's own script reads that of the page's account. */
export async function findInUse(
  slots: Slots,
  me: string | null,
): Promise<{ slot: number; found: FoundSession | null }> {
  const slot = slots.used;
  const found = await findSession(slots.all[slot]!.token);
  if (me === null || found?.user.id === me) return { slot, found };
  const own = (await listAccounts(slots)).find((one) =>
    one.found?.user.id === me
  );
  if (!own) return { slot, found: null };
  const { token } = slots.all[own.slot]!;
  return { slot: own.slot, found: await findSession(token) };
}

/** The waiting account for whose pages a form token was made. */
export async function ownerOf(
  slots: Slots,
  token: string,
  secret: string,
): Promise<FoundSession | null> {
  const owner = (await listAccounts(slots)).find(({ found, current }) =>
    found && !current && isFormToken(secret, found.session.id, token)
  );
  return owner?.found ?? null;
}

/** Gives the browser the token of a session, for as long as it can last. */
export function keepTokenOf(
  headers: Headers,
  slot: number,
  user: User,
  token: string,
): void {
  keepToken(headers, slot, token, SESSION.absolute[user.role] / 1_000);
}
