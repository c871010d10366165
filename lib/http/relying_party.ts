/** Which site a browser knows this server as, for keys that are made for one site only. */
import { ownOrigin } from "@/lib/http/csrf.ts";
import { isLocal, type Settings } from "@/lib/http/settings.ts";

/** Numbers are no name a passkey could be made for. */
const ADDRESS = /^(\[.*\]|[\d.]+)$/;

/**
 * The public address decides, never what a request says of itself: without
 * `ORIGIN` only this very machine is trusted by its name. Null where browsers
 * have no passkeys: on plain http, and on bare addresses.
 */
export function relyingParty(
  req: Request,
  settings: Settings,
): { readonly id: string; readonly origin: string } | null {
  const origin = ownOrigin(req, settings);
  const { hostname: id, protocol } = new URL(origin);
  if (ADDRESS.test(id)) return null;
  const safe = isLocal(origin) ||
    settings.originGiven && protocol === "https:";
  return safe ? { id, origin } : null;
}
