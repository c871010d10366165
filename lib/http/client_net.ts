/**
 * The network a request came from, for limits. One person easily has 2^64
 * IPv6 addresses, so there the /64 counts; with IPv4 the address.
 */

/** The eight groups of an IPv6 address, or null. */
function groupsOf(address: string): number[] | null {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  const four = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(bare);
  const text = four
    ? four[1] + ((+four[2]! << 8) | +four[3]!).toString(16) + ":" +
      ((+four[4]! << 8) | +four[5]!).toString(16)
    : bare;
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => half === "" ? [] : half.split(":"));
  const missing = 8 - head!.length - (tail?.length ?? 0);
  if (tail ? missing < 1 : missing !== 0) return null;
  const groups = [
    ...head!,
    ...Array(tail ? missing : 0).fill("0"),
    ...tail ?? [],
  ];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.map((group) => parseInt(group, 16));
}

/** The network of an address: an IPv4 address, an IPv6 /64, or `unknown`. */
export function netOf(address: string): string {
  const text = address.trim();
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return text;
  const groups = groupsOf(text);
  if (!groups) return "unknown";
  // ::ffff:192.0.2.1 is an IPv4 neighbour seen by an IPv6 socket.
  if (groups.slice(0, 5).every((g) => g === 0) && groups[5] === 0xffff) {
    const [high, low] = [groups[6]!, groups[7]!];
    return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  }
  return groups.slice(0, 4).map((g) => g.toString(16)).join(":") + "::/64";
}

/**
 * The network of a request. Behind a proxy that we were told to trust, the
 * last hop of `X-Forwarded-For` is what that proxy itself saw; all others
 * could have been written by anyone.
 */
export function clientNet(
  info: { remoteAddr: Deno.Addr },
  req: Request,
  trustProxy: boolean,
): string {
  if (trustProxy) {
    const hop = req.headers.get("x-forwarded-for")?.split(",").at(-1);
    if (hop?.trim()) {
      return netOf(hop.trim().replace(/^(\d+\.[\d.]+):\d+$/, "$1"));
    }
  }
  const from = info.remoteAddr;
  return "hostname" in from ? netOf(from.hostname) : "local";
}
