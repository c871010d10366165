import { keepTokenOf } from "@/routes/(_state)/accounts.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** Gives the browser the new token of its session. */
export function keepSession(
  headers: Headers,
  { user, slots }: SignedInState,
  token: string,
): Headers {
  keepTokenOf(headers, slots.used, user, token);
  return headers;
}
