import { Conflict } from "@/lib/errors.ts";
import type { Change } from "@/lib/kv/change.ts";
import type { Identity } from "./_ask_issuer.ts";
import { providerLinks, userLinks } from "./_provider_keys.ts";
import { randomText } from "./_tokens.ts";
import { PROVIDERS } from "./provider_model.ts";

type Subject = Pick<Identity, "issuer" | "subject">;

/** The key of a subject's link. */
export function keyOf({ issuer, subject }: Subject): [string, string] {
  return [issuer, subject];
}

/** Ties a subject to a user, on both sides. @throws Conflict when there are too many */
export async function putLink(
  c: Change,
  user: string,
  { issuer, subject, label }: Subject & { readonly label: string },
  at: number,
): Promise<void> {
  const known = await c.read(userLinks, [user]) ?? [];
  if (known.length >= PROVIDERS.links) {
    const values = { most: PROVIDERS.links };
    throw new Conflict({ key: "settings.linked.too_many", values });
  }
  const link = { id: randomText(80), issuer, subject, label, at };
  c.put(providerLinks, [issuer, subject], { user });
  c.put(userLinks, [user], [...known, link]);
}

/** Unties everything of a user: nothing elsewhere signs anybody in as them. */
export async function dropLinks(c: Change, user: string): Promise<void> {
  for (const link of await c.read(userLinks, [user]) ?? []) {
    c.drop(providerLinks, keyOf(link));
  }
  c.drop(userLinks, [user]);
}
