/** Letting everybody read a group, without an account, at an address of its own. */
import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import type { User } from "@/lib/accounts/model.ts";
import { Conflict, Forbidden, Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { conversations } from "./_keys.ts";
import { publicGroups } from "./_public_keys.ts";
import { findConversation } from "./find.ts";
import { logQueue } from "./log.ts";
import { type Conversation, mayRead } from "./model.ts";
import { appendNote } from "./note.ts";

const SLUG = /^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/;

/** The name in the address as typed. @throws Invalid at `slug` */
export function parseSlug(text: string): string {
  const slug = text.trim().toLowerCase();
  if (!SLUG.test(slug)) {
    throw new Invalid({ slug: { key: "conversation.public.error.slug" } });
  }
  return slug;
}

/**
 * Makes a group public under this name, or (null) no longer public. A line in
 * the log says so to everybody in it.
 * @throws NotFound; Forbidden for all but owners, and where the server does not
 * allow it; Conflict when another group has this name
 */
export async function publishGroup(
  actor: User,
  id: string,
  slug: string | null,
): Promise<void> {
  const { publicGroups: allowed } = await findServerSettings();
  const now = Date.now();
  await change(async (c) => {
    const { conversation, member } = await findConversation(actor, id, {
      within: c,
    });
    if (conversation.kind === "direct" || member.role !== "owner") {
      throw new Forbidden({ key: "conversation.public.error.owner" });
    }
    const { slug: before, ...rest } = conversation;
    if ((before ?? null) === slug) return;
    if (slug !== null) {
      if (!allowed || !mayRead(conversation)) {
        throw new Forbidden({ key: "conversation.public.error.not_allowed" });
      }
      if (await c.read(publicGroups, [slug])) {
        throw new Conflict({ key: "conversation.public.error.taken" });
      }
      c.put(publicGroups, [slug], id);
    }
    if (before) c.drop(publicGroups, [before]);
    c.put(conversations, [id], slug === null ? rest : { ...rest, slug });
    const to = slug === null ? "unpublished" : "published";
    await appendNote(c, id, actor, { what: "set", to }, now);
  }, { queue: logQueue(id) });
}

/** The group everybody may read under this name, as long as the server allows it; else null. */
export async function findPublic(text: string): Promise<Conversation | null> {
  const slug = text.toLowerCase();
  const { publicGroups: allowed } = await findServerSettings();
  if (!allowed || !SLUG.test(slug)) return null;
  const id = await read(publicGroups, [slug]);
  const conversation = id === null ? null : await read(conversations, [id]);
  return conversation?.slug === slug && mayRead(conversation)
    ? conversation
    : null;
}
