import { SESSION, type User } from "@/lib/accounts/model.ts";
import { setCookie } from "@/lib/http/cookies.ts";

/** Gives the browser the new token of its session. */
export function keepSession(
  headers: Headers,
  user: User,
  token: string,
): Headers {
  const maxAge = SESSION.absolute[user.role] / 1_000;
  setCookie(headers, "session", token, { maxAge });
  return headers;
}
