import { Forbidden, Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { serverSettings } from "./_keys.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import { mayAdminister, type ServerSettings, type User } from "./model.ts";
import type { Session } from "./model.ts";
import { DEFAULTS, forgetServerSettings } from "./server_settings.ts";

/** Until an administrator decides otherwise, nights begin at this hour of the server. */
export const NIGHT_HOUR = 3;

/** The hour as typed. @throws Invalid at `hour` */
export function parseHour(text: string): number {
  const typed = text.trim();
  if (!/^\d{1,2}$/.test(typed) || Number(typed) > 23) {
    throw new Invalid({ hour: { key: "retention.server.hour_problem" } });
  }
  return Number(typed);
}

/**
 * How long anything said on this server is kept at most, and when each night's
 * work begins.
 * @param days 0: as long as each conversation's owner says
 * @throws Forbidden, Unconfirmed
 */
export async function setServerRetention(
  asker: User,
  session: Session,
  { days, hour }: { days: number; hour: number },
): Promise<ServerSettings> {
  if (!mayAdminister(asker)) throw new Forbidden({ key: "error.forbidden" });
  refuseUnlessConfirmed(session, Date.now());
  return await change(async (c) => {
    const { retention: _, nightHour: __, ...rest } =
      await c.read(serverSettings, []) ?? DEFAULTS;
    const settings: ServerSettings = {
      ...rest,
      ...(days > 0 ? { retention: days } : {}),
      ...(hour === NIGHT_HOUR ? {} : { nightHour: hour }),
    };
    c.put(serverSettings, [], settings);
    c.afterCommit(forgetServerSettings);
    return settings;
  });
}
