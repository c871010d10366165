/**
 * Prints the flags that say where the server's process may connect to; the
 * start task puts them into its command line. They are printed and not
 * written there, because they depend on the settings: the port, and the hosts
 * that the settings name.
 *
 * It is a list of what is allowed. Names that nobody wrote into the settings
 * are not on it, so the runtime's own `fetch` gets nowhere; `safeFetch()`
 * connects to addresses, and the open internet's are on the list.
 */
import ipaddr from "ipaddr.js";
import { readRawSettings } from "@/lib/http/load_settings.ts";
import { parseSettings, type Settings } from "@/lib/http/settings.ts";
import { publicRanges } from "@/lib/outgoing/ranges.ts";
import { addressesOf } from "@/lib/outgoing/resolve.ts";

/** Longest wait for the name system: a server must start without it too. */
const PATIENCE = 3_000;

/** Ports that an address of a service means when it names none. */
const MEANT: Record<string, readonly number[]> = {
  "https:": [443],
  "http:": [80],
};

/** `host:port` of everything the settings name. */
function namedHosts(settings: Settings): string[] {
  const { kvUrl, mail, bucket, privateHosts } = settings;
  const services = [kvUrl, bucket?.url ?? null].flatMap((address) => {
    if (address === null) return [];
    const { hostname, port, protocol } = new URL(address);
    const ports = port ? [port] : MEANT[protocol] ?? [];
    return ports.map((one) => `${hostname}:${one}`);
  });
  const post = mail ? [`${inBrackets(mail.host)}:${mail.port}`] : [];
  return [...services, ...post, ...privateHosts];
}

/** A name is on the list under its addresses too, for whoever resolves it before connecting. */
async function withAddresses(host: string): Promise<string[]> {
  const at = host.lastIndexOf(":");
  const port = host.slice(at + 1);
  const addresses = await Promise.race([
    addressesOf(host.slice(0, at)),
    new Promise<string[]>((done) => setTimeout(done, PATIENCE, [])),
  ]);
  return [host, ...addresses.map((one) => `${inBrackets(one)}:${port}`)];
}

function inBrackets(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}

/** The servers of the name system that this machine asks. */
export function resolversIn(resolvConf: string): string[] {
  return [...resolvConf.matchAll(/^\s*nameserver\s+([^\s%#;]+)/gm)]
    .map((match) => match[1]!).filter((one) => ipaddr.isValid(one));
}

/** The flags for these settings. */
export async function networkFlags(
  settings: Settings,
  resolvers: readonly string[],
): Promise<string[]> {
  const named = (await Promise.all(namedHosts(settings).map(withAddresses)))
    .flat();
  const open = settings.outgoing ? publicRanges() : [];
  const asked = open.length + named.length > 0
    ? resolvers.map((one) => `${inBrackets(one)}:53`)
    : [];
  const all = new Set([
    `0.0.0.0:${settings.port}`,
    ...asked,
    ...named,
    ...open,
  ]);
  return [`--allow-net=${[...all].join(",")}`];
}

function readResolvers(): string[] {
  try {
    return resolversIn(Deno.readTextFileSync("/etc/resolv.conf"));
  } catch {
    return [];
  }
}

if (import.meta.main) {
  let settings: Settings | null = null;
  try {
    settings = parseSettings(readRawSettings());
  } catch {
    // The server reads the same settings next, may do nothing, and says what is wrong with them.
  }
  if (settings) {
    console.log((await networkFlags(settings, readResolvers())).join(" "));
  }
  // A name that is still being asked for does not hold up the start.
  Deno.exit(0);
}
