/**
 * Brings what other instances commit to the streams that are open here. Only
 * where several processes share one store; a single one needs none of it.
 * Watched are the tips of logs, never the messages: a watch may swallow
 * changes, so what lies between is read from the log.
 */
import type { Happening } from "./events.ts";
import type { Hub } from "./hub.ts";
import type { Listener } from "./listening.ts";
import { Recent } from "./recent.ts";

/** Ends a watch. */
type Stop = () => void;

/** What the domains give: only they know their keys. */
export interface BridgeSources {
  /** Calls back with the versionstamp of a conversation's tip, now and whenever it changes. */
  watchTips(
    conversations: readonly string[],
    then: (conversation: string, versionstamp: string) => void,
  ): Stop;
  /** Calls back when a session is no more. */
  watchSessions(sessions: readonly string[], gone: (id: string) => void): Stop;
  /** The versionstamp of a conversation's tip, read now; empty if there is none. */
  tipOf(conversation: string): Promise<string>;
  /** What happened in a conversation since then, oldest first; null if it is too much. */
  missedIn(
    conversation: string,
    since: string,
  ): Promise<readonly Happening[] | null>;
  isMember(user: string, conversation: string): Promise<boolean>;
  listConversationsOf(
    user: string,
  ): Promise<Iterable<string>> | AsyncIterable<string> | Iterable<string>;
}

/** How long until a change of who listens here reaches the watches. */
const REWATCH = 50;
/** How often it is looked whether somebody was brought into a conversation elsewhere. */
const LOOK = 10_000;

/** Starts the bridge of a hub; returns how to stop it. */
export function startBridge(
  hub: Hub,
  sources: BridgeSources,
  look: number = LOOK,
): Stop {
  const recent = new Recent();
  /** Up to which commit each conversation has been emitted here. */
  const known = new Map<string, Promise<string>>();
  let watched: Stop[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ready(listener: Listener): Promise<void> {
    const joined = [...listener.conversations];
    // Read before the stream's own replay reads: what is newer comes by the watch.
    await Promise.all(joined.map((id) => baseline(id)));
    rewatch();
  }

  function baseline(conversation: string): Promise<string> {
    const one = known.get(conversation) ?? sources.tipOf(conversation);
    known.set(conversation, one);
    return one;
  }

  function rewatch(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { conversations, sessions } = hub.active();
      const active = new Set(conversations);
      for (const id of known.keys()) if (!active.has(id)) known.delete(id);
      for (const stop of watched) stop();
      watched = [
        sources.watchTips(conversations, moved),
        sources.watchSessions(sessions, (session) =>
          hub.release({
            event: { type: "session-ended", audience: { session } },
            versionstamp: null,
          })),
      ];
    }, REWATCH);
  }

  function release(happening: Happening): void {
    if (recent.isNew(happening)) hub.release(happening);
  }

  /**
   * A tip is newer: reads what lies between, one after another in each
   * conversation. False if nobody here listens to it.
   */
  function moved(
    conversation: string,
    versionstamp: string,
    own?: Happening,
  ): boolean {
    const before = known.get(conversation);
    if (!before) return false;
    const after = before.then(async (since) => {
      try {
        if (versionstamp <= since) return since;
        return await catchUp(conversation, since, versionstamp);
      } catch (error) {
        console.error("Cannot read what another instance wrote:", error);
        return since;
      } finally {
        // Not every event stands in the log; those that do have gone out by now.
        if (own) release(own);
      }
    });
    known.set(conversation, after);
    return true;
  }

  async function catchUp(
    conversation: string,
    since: string,
    tip: string,
  ): Promise<string> {
    await recheck(conversation);
    const missed = await sources.missedIn(conversation, since);
    if (missed === null) {
      // Too much to tell: these streams come back and fetch their pages anew.
      for (const one of hub.ofConversation(conversation)) one.end("restart");
      return tip;
    }
    let reached = tip;
    for (const happening of missed) {
      release(happening);
      const stamp = happening.versionstamp ?? "";
      if (stamp > reached) reached = stamp;
    }
    return reached;
  }

  /** Permission is asked anew: the removal may have been made elsewhere. */
  async function recheck(conversation: string): Promise<void> {
    const users = new Set(
      hub.ofConversation(conversation).map(({ user }) => user),
    );
    await Promise.all([...users].map(async (user) => {
      if (await sources.isMember(user, conversation)) return;
      const audience = { conversation };
      hub.release({
        event: { type: "member-removed", audience, user },
        versionstamp: null,
      });
    }));
  }

  /** Somebody was brought into a conversation that nobody here listened to. */
  async function lookForNew(): Promise<void> {
    for (const user of hub.active().users) {
      for await (const id of await sources.listConversationsOf(user)) {
        const heard = hub.ofUser(user).filter((one) => one.follows(id));
        if (heard.every((one) => one.conversations.has(id))) continue;
        await baseline(id);
        const audience = { conversation: id };
        hub.release({
          event: { type: "member-added", audience, user },
          versionstamp: null,
        });
        rewatch();
      }
    }
  }

  hub.bridge = {
    takes(happening) {
      const { audience } = happening.event;
      return happening.versionstamp !== null && "conversation" in audience &&
        moved(audience.conversation, happening.versionstamp, happening);
    },
    cursorFor: (stamp) => recent.cursorFor(stamp),
    cap: () => recent.cap(),
    ready,
  };
  const looking = setInterval(() => {
    lookForNew().catch((error) => console.error("Bridge:", error));
  }, look);
  return () => {
    hub.bridge = null;
    clearInterval(looking);
    clearTimeout(timer);
    for (const stop of watched) stop();
  };
}
