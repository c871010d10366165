/** One message that is not known to be on the server. */
export interface Waiting {
  readonly clientId: string;
  readonly conversation: string;
  readonly text: string;
  /** Further fields of its form. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly at: number;
  /** Order of writing: clocks stand still and step back. */
  readonly n: number;
  readonly state: "pending" | "failed";
  /** Why it failed: words of the server's, or what is missing. */
  readonly reason?: string;
  /** It failed for good as it stands: only the writer can go on. */
  readonly refused?: boolean;
}
