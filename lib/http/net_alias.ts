/**
 * What stands for a network in the log: the same for a day, so that lines can
 * be told to come from one place, and nothing that leads back to an address.
 * Whoever keeps the log for years keeps no address.
 */
import { createHmac, randomBytes } from "node:crypto";

const DAY = 86_400_000;

let key = randomBytes(32);
let day = 0;

/** The alias of a network on this day. Its key is in memory only, and forgotten with the day. */
export function aliasOf(net: string, now: number = Date.now()): string {
  const today = Math.floor(now / DAY);
  if (today !== day) {
    key = randomBytes(32);
    day = today;
  }
  return createHmac("sha256", key).update(net).digest("hex").slice(0, 12);
}
