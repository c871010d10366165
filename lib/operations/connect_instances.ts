import { watchSessions } from "@/lib/accounts/watch_sessions.ts";
import {
  findTipEntry,
  isMember,
  listMemberships,
} from "@/lib/conversations/find.ts";
import { watchTips } from "@/lib/conversations/watch_tips.ts";
import { startBridge } from "@/lib/live/bridge.ts";
import { hub } from "@/lib/live/hub.ts";
import { listMissedIn } from "@/lib/messages/replay.ts";

/** Makes what other instances commit reach the streams of this one; returns how to stop it. */
export function connectInstances(): () => void {
  return startBridge(hub, {
    watchTips,
    watchSessions,
    tipOf: async (id) => (await findTipEntry(id))?.versionstamp ?? "",
    missedIn: listMissedIn,
    isMember,
    listConversationsOf: async (user) =>
      (await listMemberships(user)).map(({ conversation }) => conversation),
  });
}
