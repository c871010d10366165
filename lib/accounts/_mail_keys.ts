/** What is kept of mail addresses, and of mails that are on their way. */
import { family } from "@/lib/kv/family.ts";
import type { LetterKind } from "./_letters.ts";

/** In which words to write to somebody whose account does not say. */
export interface Wording {
  readonly language: string;
  readonly timeZone: string;
}

/** An address its owner has proved to read. */
export interface StoredMailAddress extends Wording {
  /** In the vault. */
  readonly sealed: Uint8Array;
  /** Under which it is found. */
  readonly hash: string;
  readonly since: number;
  readonly notices: boolean;
}

export const mailAddresses = family<StoredMailAddress, [user: string]>(
  "mail_address",
  { parts: ["user"], holds: "a user's mail address, sealed" },
);

/** Unique. The hash is made with a key outside of the store: nobody can look an address up with the store alone. */
export const mailAddressOwners = family<string, [hash: string]>(
  "mail_address_owner",
  { parts: ["keyed hash"], holds: "whose mail address this is" },
);

export const mailAddressSetups = family<
  & Wording
  & {
    /** In the vault. */
    readonly sealed: Uint8Array;
    readonly hash: string;
    /** Keyed hash of the digits. */
    readonly code: string;
    readonly until: number;
  },
  [user: string]
>(
  "mail_address_setup",
  { parts: ["user"], holds: "a mail address before its code was typed" },
);

/** What is to be sent: not in the job, which outlives it when it fails. */
export const mails = family<
  Wording & {
    readonly kind: LetterKind;
    readonly at: number;
    readonly until: number;
    /** Address and values, codes and links among them; in the vault. */
    readonly sealed: Uint8Array;
  },
  [user: string, mail: string]
>(
  "mail",
  { parts: ["user", "mail"], holds: "a mail on its way, sealed" },
);
