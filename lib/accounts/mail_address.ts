/** Questions about one's own mail address. Nobody may ask about another's. */
import { read } from "@/lib/kv/read.ts";
import { mailAddresses, mailAddressSetups } from "./_mail_keys.ts";
import type { MailAddress, MailAddressSetup } from "./mail_model.ts";
import type { User } from "./model.ts";
import { openFor } from "./vault.ts";

/** The address this user has proved to read, or null. */
export async function findMailAddress(user: User): Promise<MailAddress | null> {
  const row = await read(mailAddresses, [user.id]);
  const bytes = row && await openFor(user.id, "mail address", row.sealed);
  if (!row || !bytes) return null;
  const { since, notices } = row;
  return { address: new TextDecoder().decode(bytes), since, notices };
}

/** The address that waits for its code, or null. */
export async function findMailAddressSetup(
  user: User,
  now = Date.now(),
): Promise<MailAddressSetup | null> {
  const row = await read(mailAddressSetups, [user.id]);
  if (!row || now >= row.until) return null;
  const bytes = await openFor(user.id, "mail address", row.sealed);
  return bytes &&
    { address: new TextDecoder().decode(bytes), until: row.until };
}
