import { createHmac, randomInt } from "node:crypto";
import { sameMailbox } from "@/lib/mail/address.ts";
import { serverKey } from "./_server_key.ts";
import { MAIL_CODE_DIGITS } from "./mail_model.ts";

/** Under which an address is found. Keyed: addresses are too easy to guess for a plain hash. */
export function hashOfAddress(address: string): string {
  return createHmac("sha256", serverKey("mail addresses"))
    .update(sameMailbox(address)).digest("hex").slice(0, 40);
}

/** Digits nobody has seen yet. */
export function newMailCode(): string {
  const code = randomInt(10 ** MAIL_CODE_DIGITS);
  return String(code).padStart(MAIL_CODE_DIGITS, "0");
}

/** What is stored instead of the digits; good for one user and address only. */
export function hashOfMailCode(
  user: string,
  address: string,
  code: string,
): string {
  return createHmac("sha256", serverKey("mail codes"))
    .update(`${user}\n${address}\n${code}`).digest("hex").slice(0, 40);
}
