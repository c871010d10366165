/** A status that has come to its end clears itself. */
import type { Job } from "@/lib/jobs/later.ts";
import { change } from "@/lib/kv/change.ts";
import { putAbout, readAbout } from "./_abouts.ts";
import { users } from "./_keys.ts";
import { announceProfile } from "./change_profile.ts";

/** Left behind by whoever sets a status with an end. */
export interface ClearStatus extends Job {
  readonly kind: "clear-status";
  readonly user: string;
  /** A status with another end was set later, and stays. */
  readonly until: number;
}

/** Does such a job. */
export async function clearStatus({ user, until }: ClearStatus): Promise<void> {
  await change(async (c) => {
    const about = await readAbout(user, c);
    const owner = await c.read(users, [user]);
    if (!owner || about.status?.until !== until) return;
    await putAbout(c, user, { ...about, status: null });
    announceProfile(c, owner);
  });
}
