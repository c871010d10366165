/**
 * Hosts that may be reached although they are on a private network, as the
 * setting names them: `issuer.lan:443, 10.0.0.5:8443`.
 */

/** Reads the setting. Null if an entry is not a host with a port. */
export function parsePrivateHosts(text: string): string[] | null {
  const found: string[] = [];
  for (const entry of text.split(",")) {
    const one = entry.trim();
    if (one === "") continue;
    const port = /:(\d{1,5})$/.exec(one)?.[1];
    const address = `http://${one}`;
    if (!port || Number(port) > 65_535 || !URL.canParse(address)) return null;
    const url = new URL(address);
    if (url.href !== `http://${url.host}/`) return null;
    found.push(`${url.hostname}:${Number(port)}`);
  }
  return found;
}

/** The port an address names or means. */
export function portOf(url: URL): number {
  return Number(url.port || (url.protocol === "https:" ? 443 : 80));
}

/** An address as the setting writes it. */
export function hostOf(url: URL): string {
  return `${url.hostname}:${portOf(url)}`;
}
