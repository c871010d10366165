/** From a name to the one address that a request is then held to. */
import ipaddr from "ipaddr.js";
import { isPublic } from "./ranges.ts";
import { OutgoingRefused } from "./refused.ts";

/** Asks for one kind of record; none is no error. Replaced by tests that lie. */
type Ask = (name: string, kind: "A" | "AAAA") => Promise<string[]>;

let ask: Ask = async (name, kind) => {
  try {
    return await Deno.resolveDns(name, kind);
  } catch {
    return [];
  }
};

/** Puts another way to ask in place, and gives back a way to undo that. */
export function useResolver(other: Ask): () => void {
  const before = ask;
  ask = other;
  return () => void (ask = before);
}

/** Every address of a host: its own if it is one, else what the name system says. */
export async function addressesOf(hostname: string): Promise<string[]> {
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(bare)) return [bare];
  const found = await Promise.all([ask(bare, "A"), ask(bare, "AAAA")]);
  return found.flat().filter((one) => ipaddr.isValid(one));
}

/** May this process connect there? Asked first, because a refusal of the runtime cannot be caught. */
async function mayConnect(address: string, port: number): Promise<boolean> {
  const host = address.includes(":") ? `[${address}]` : address;
  const { state } = await Deno.permissions.query({
    name: "net",
    host: `${host}:${port}`,
  });
  return state === "granted";
}

/**
 * The address to connect to. A name is refused as soon as one of its addresses
 * is not of the open internet: an honest name has no foot in both worlds.
 * @throws OutgoingRefused
 */
export async function pinAddress(
  hostname: string,
  port: number,
  mayBePrivate: boolean,
): Promise<string> {
  const addresses = await addressesOf(hostname);
  if (addresses.length === 0) throw new OutgoingRefused("unknown-host");
  if (!mayBePrivate && !addresses.every(isPublic)) {
    throw new OutgoingRefused("private");
  }
  for (const address of addresses) {
    if (await mayConnect(address, port)) return address;
  }
  throw new OutgoingRefused("unreachable", "not permitted");
}
