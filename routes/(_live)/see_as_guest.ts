import { isOver } from "@/lib/accounts/guest_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import type { LiveEvent } from "@/lib/live/events.ts";

type See = (event: LiveEvent) => LiveEvent | null;

/**
 * What a guest's streams carry: no news of people they do not talk with, and
 * nothing at all once their link has expired, however late the job is that
 * sends them away.
 */
export function seeAsGuest(user: User, see: See): See {
  if (!user.guest) return see;
  return (event) => {
    if (isOver(user, Date.now())) return null;
    const ofOthers = event.type === "profile-changed" &&
      event.profile.id !== user.id;
    return ofOthers || event.type === "presence-changed" ? null : see(event);
  };
}
