/** A text left in the composer; the same on every device of its writer. */
export interface Unsent {
  readonly text: string;
  /** Number of the message it answers. */
  readonly reply?: number;
  /** The composer that saved it last. A message sent from there was this text. */
  readonly clientId: string;
  readonly at: number;
}
