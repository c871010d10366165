/** Which addresses belong to the open internet, and which to somebody's own network. */
import ipaddr from "ipaddr.js";

/** What IPv4 sets apart: own networks, the machine itself, examples, groups (RFC 6890). */
const SPECIAL = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
];

/** IPv6 gives out addresses of the open internet from here, and only from here. */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** The parser below takes `::8.8.8.8` for an IPv4 address, which it is not: only without dots are they told apart. */
function inOneWay(address: string): string | null {
  if (!ipaddr.isValid(address)) return null;
  if (!address.includes(":")) return address;
  const url = `http://[${address}]/`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : null;
}

/**
 * May anybody's request be sent there? An IPv4 address in IPv6 clothes is
 * undressed first; tunnels and translations (NAT64, 6to4, Teredo), which lead
 * to any IPv4 address there is, are refused whatever they lead to.
 */
export function isPublic(address: string): boolean {
  const written = inOneWay(address);
  if (written === null) return false;
  const parsed = ipaddr.process(written);
  if (parsed.range() !== "unicast") return false;
  return parsed.kind() === "ipv4" || (parsed as ipaddr.IPv6).match(GLOBAL_V6);
}

interface Range {
  readonly start: number;
  readonly bits: number;
}

const sizeOf = ({ bits }: Range) => 2 ** (32 - bits);
const endOf = (range: Range) => range.start + sizeOf(range);

function rangeOf(text: string): Range {
  const [address, bits] = ipaddr.IPv4.parseCIDR(text);
  const start = address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return { start, bits };
}

function write({ start, bits }: Range): string {
  const octets = [24, 16, 8, 0].map((by) => Math.floor(start / 2 ** by) % 256);
  return `${octets.join(".")}/${bits}`;
}

/**
 * The open internet of IPv4 as ranges: what is left when the special ranges
 * are taken out. The flags of the process allow these instead of denying the
 * others, because a list of what is allowed has no holes nobody thought of.
 */
export function publicRanges(): string[] {
  const special = SPECIAL.map(rangeOf);
  const found: string[] = [];
  function split(range: Range): void {
    const meets = special.filter((one) =>
      one.start < endOf(range) && range.start < endOf(one)
    );
    if (meets.length === 0) return void found.push(write(range));
    if (meets.some((one) => one.bits <= range.bits)) return;
    const bits = range.bits + 1;
    split({ start: range.start, bits });
    split({ start: range.start + sizeOf({ start: 0, bits }), bits });
  }
  split({ start: 0, bits: 0 });
  return found;
}
