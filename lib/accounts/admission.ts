/** Who may make an account: the one rule, asked by the page and by the deed. */
import type { Change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { founding, invites, serverSettings } from "./_keys.ts";
import { type Invite, mayUse, type Registration } from "./model.ts";

/** What somebody comes with. */
export interface Knock {
  /** What the environment says; the administrator's choice goes before it. */
  readonly registration: Registration;
  /** The code of an invite link, or empty. */
  readonly invite: string;
  readonly now?: number;
}

/** What the server answers. */
export type Admission =
  /** Nobody is here yet: the first account runs the server. */
  | { readonly as: "founder" }
  | { readonly as: "member"; readonly invite: Invite | null }
  | { readonly as: "refused"; readonly why: "closed" | "uninvited" | "spent" };

/** May they come in? Within a change the answer is part of its checks. */
export async function findAdmission(
  knock: Knock,
  within?: Change,
): Promise<Admission> {
  const code = parseCode(knock.invite);
  const [founder, settings, invite] = await Promise.all([
    within ? within.read(founding, []) : read(founding, []),
    within ? within.read(serverSettings, []) : read(serverSettings, []),
    code === null
      ? null
      : within
      ? within.read(invites, [code])
      : read(invites, [code]),
  ]);
  if (!founder) return { as: "founder" };
  const registration = settings?.registration ?? knock.registration;
  if (registration === "closed") return { as: "refused", why: "closed" };
  const good = invite && mayUse(invite, knock.now ?? Date.now());
  if (good) return { as: "member", invite };
  if (registration === "open") return { as: "member", invite: null };
  return { as: "refused", why: knock.invite ? "spent" : "uninvited" };
}

const CODE = /^[a-z2-7]{26}$/;

/** An invite's code as typed or clicked, or null. */
export function parseCode(text: string): string | null {
  const code = text.trim().toLowerCase();
  return CODE.test(code) ? code : null;
}
