/** Ways through the entrance for one more account. */
import type { State } from "@/routes/(_state)/define.ts";

/** The entrance for one more account, while others are signed in. */
export function addPath(
  { page = "/sign-in", next = "", username = "", done = "" }: {
    readonly page?: string;
    readonly next?: string;
    /** Filled in for who signs in again. */
    readonly username?: string;
    readonly done?: string;
  } = {},
): string {
  const query = new URLSearchParams({ add: "1" });
  if (done) query.set("done", done);
  if (username) query.set("username", username.slice(0, 64));
  if (next) query.set("next", next);
  return `${page}?${query}`;
}

/** Where to sign in with the new password. */
export function recoveredPath({ user }: State): string {
  const done = "recovered";
  return user ? addPath({ done }) : `/sign-in?done=${done}`;
}
