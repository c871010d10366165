import type { Profile } from "@/lib/accounts/model.ts";

/** Stands in for an author whose account is gone. */
export function nobody(id: string): Profile {
  return { id, username: "", name: "—", hue: 0, picture: null };
}
