/** A group with a link for guests, and strangers who come in by it. */
import { findByUsername } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import type { Site } from "@/tests/support/app.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { makeGroup, say } from "../inbox/_talk.ts";

/** Settings of such a server. */
export const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

export interface Party {
  readonly maya: PlainBrowser;
  readonly owner: User;
  readonly bo: PlainBrowser;
  /** The path of the group, of the link, and of a group no guest is in. */
  readonly path: string;
  readonly link: string;
  readonly other: string;
}

/** Makes a link for guests on the page, and reads it there. */
export async function guestLink(
  maya: PlainBrowser,
  path: string,
  form: Record<string, string> = {},
): Promise<string> {
  await maya.open(`${path}/links`);
  const draft = { days: "7", cap: "10", guest: "on", ...form };
  await maya.submit("/links", { _action: "create", ...draft });
  const found = /http:\/\/\S+?(\/join\/[0-9a-f]{32})/.exec(maya.html);
  if (!found) throw new Error(`No link on ${maya.path} (${maya.status})`);
  return found[1]!;
}

/** Maya owns the group, Bo is in it. */
export async function holdParty(site: Site): Promise<Party> {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const bo = await site.signUp("bo", { name: "Bo Berg" });
  const path = await makeGroup(maya, "Boats", "bo");
  const other = await makeGroup(maya, "Secrets", "bo");
  await say(maya, path, "welcome aboard");
  const link = await guestLink(maya, path);
  const owner = (await findByUsername("maya"))!;
  return { maya, owner, bo, path, link, other };
}

/** A stranger types a name. */
export async function enter(
  site: Site,
  link: string,
  name: string,
): Promise<PlainBrowser> {
  const guest = site.visitor();
  await guest.open(link);
  await guest.submit(link, { name });
  return guest;
}
