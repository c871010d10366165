import { startNews } from "@/lib/accounts/news.ts";
import { watchSessions } from "@/lib/accounts/watch_sessions.ts";
import {
  findTipEntry,
  isMember,
  listMemberships,
} from "@/lib/conversations/find.ts";
import { tellPresence } from "@/lib/conversations/presence_news.ts";
import { watchTips } from "@/lib/conversations/watch_tips.ts";
import { announceNow } from "@/lib/live/announce.ts";
import { startBridge } from "@/lib/live/bridge.ts";
import { hub } from "@/lib/live/hub.ts";
import { listMissedIn } from "@/lib/messages/replay.ts";

/** Makes what other instances commit reach the streams of this one; returns how to stop it. */
export function connectInstances(): () => void {
  const stopNews = startNews({
    profileChanged(profile) {
      const audience = { everyone: true } as const;
      announceNow({ type: "profile-changed", audience, profile });
    },
    signedIn(user, session) {
      announceNow({ type: "security-event", audience: { user }, session });
    },
    presenceChanged: (users) =>
      void tellPresence(users).catch((error) =>
        console.error("News of people:", error)
      ),
  });
  const stopBridge = startBridge(hub, {
    watchTips,
    watchSessions,
    tipOf: async (id) => (await findTipEntry(id))?.versionstamp ?? "",
    missedIn: listMissedIn,
    isMember,
    listConversationsOf: async (user) =>
      (await listMemberships(user)).map(({ conversation }) => conversation),
  });
  return () => {
    stopNews();
    stopBridge();
  };
}
