/** How far out this process may go. Said once at start, by whoever reads the settings. */

/** Where requests may go. */
export interface OutgoingPolicy {
  /** May requests go to the open internet? If not, only to the hosts named below. */
  readonly open: boolean;
  /** `host:port` of each private host that the settings name. */
  readonly privateHosts: readonly string[];
}

let current: OutgoingPolicy = { open: false, privateHosts: [] };

/** Sets it. Until then nothing goes out. */
export function useOutgoing(policy: OutgoingPolicy): void {
  current = policy;
}

/** What was set. */
export function theOutgoing(): OutgoingPolicy {
  return current;
}
