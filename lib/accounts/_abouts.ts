/** What people say of themselves, sealed: a stolen store alone shows none of it. */
import type { Change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { abouts, type StoredAbout } from "./_profile_keys.ts";
import { type About, NOTHING_SAID } from "./profile_model.ts";
import { openFor, sealFor } from "./vault.ts";

const PURPOSE = "profile";

/** What this user says; within a change the row is one of its checks. */
export async function readAbout(user: string, within?: Change): Promise<About> {
  const row = within
    ? await within.read(abouts, [user])
    : await read(abouts, [user]);
  return row ? await openAbout(user, row, within) : NOTHING_SAID;
}

/** The same of a row that was read. A key that is gone leaves nothing said. */
export async function openAbout(
  user: string,
  row: StoredAbout,
  within?: Change,
): Promise<About> {
  const bytes = await openFor(user, PURPOSE, row.sealed, within);
  if (!bytes) return NOTHING_SAID;
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** Stores what this user says. When a status ends stands outside, for whoever clears it. */
export async function putAbout(
  c: Change,
  user: string,
  about: About,
): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify(about));
  const { status } = about;
  c.put(abouts, [user], {
    sealed: await sealFor(c, user, PURPOSE, bytes),
    status: status && { until: status.until },
  });
}
