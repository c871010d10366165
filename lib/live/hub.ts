/** Who is listening here, and the one place through which every event passes. */
import type { Happening, LiveEvent } from "./events.ts";
import type { Bridged, Listener } from "./listening.ts";
import { Parcel } from "./frame.ts";
import { Groups } from "./groups.ts";
import { settle } from "./held.ts";

/** Receipts are told live only to conversations with at most this many streams: n readers × n listeners grows too fast. */
const RECEIPT_AUDIENCE = 100;

/** Conversations, users and sessions with somebody listening; nothing is kept about others. */
export class Hub {
  readonly #conversations = new Groups<Listener>();
  readonly #users = new Groups<Listener>();
  readonly #sessions = new Groups<Listener>();
  #pending: Happening[] = [];

  /** The newest commit that was emitted here; empty before the first. */
  latest = "";
  /** Set where other instances write to the same store. */
  bridge: Bridged | null = null;
  /** Is told whenever a stream of a user came or went. */
  moved: ((user: string) => void) | null = null;

  /** Makes a listener hear its user's and its session's events. Conversations follow by `join`. */
  add(listener: Listener): void {
    this.#users.put(listener.user, listener);
    this.#sessions.put(listener.session, listener);
    this.moved?.(listener.user);
  }

  /** Lets a listener hear a conversation. */
  join(listener: Listener, conversation: string): void {
    if (!listener.follows(conversation)) return;
    listener.conversations.add(conversation);
    this.#conversations.put(conversation, listener);
  }

  /** Nothing of this conversation reaches the listener any more. */
  leave(listener: Listener, conversation: string): void {
    listener.conversations.delete(conversation);
    this.#conversations.take(conversation, listener);
    listener.left(conversation);
  }

  /** Forgets a listener. Doing it twice is harmless. */
  remove(listener: Listener): void {
    this.#users.take(listener.user, listener);
    this.#sessions.take(listener.session, listener);
    for (const conversation of listener.conversations) {
      this.#conversations.take(conversation, listener);
    }
    listener.conversations.clear();
    this.moved?.(listener.user);
  }

  /** The open streams of a session, oldest first. */
  ofSession(session: string): Listener[] {
    return [...this.#sessions.get(session)];
  }

  /** Ends the oldest of a kind so that, with one more, the session has at most `most`. */
  makeRoom(session: string, kind: Listener["kind"], most: number): void {
    const open = this.ofSession(session).filter((one) => one.kind === kind);
    while (open.length >= most) open.shift()?.end("replaced");
  }

  /** The listeners of a conversation; for the bridge, which asks again whether they may. */
  ofConversation(conversation: string): Listener[] {
    return [...this.#conversations.get(conversation)];
  }

  /** The conversations, users and sessions somebody here listens for. */
  active(): { conversations: string[]; users: string[]; sessions: string[] } {
    return {
      conversations: this.#conversations.keys(),
      users: this.#users.keys(),
      sessions: this.#sessions.keys(),
    };
  }

  /** The open streams of a user. */
  ofUser(user: string): Listener[] {
    return [...this.#users.get(user)];
  }

  /** No cursor given to a stream may be newer. */
  cap(): string {
    return this.bridge?.cap() ?? this.latest;
  }

  /** How many keys each map holds: must fall to nothing when everybody has gone. */
  size(): { conversations: number; users: number; sessions: number } {
    return {
      conversations: this.#conversations.size,
      users: this.#users.size,
      sessions: this.#sessions.size,
    };
  }

  /** Ends every stream, as before a restart. Clients come back by themselves. */
  endAll(): void {
    for (const user of this.#users.keys()) {
      for (const one of [...this.#users.get(user)]) one.end("restart");
    }
  }

  /**
   * Takes an event. What comes in one go (one group commit may hold many
   * changes under one versionstamp) is delivered together a moment later, so
   * that only the last of a versionstamp carries it as cursor: a stream cut in
   * between resumes before all of them, and nothing is lost.
   */
  emit(happening: Happening): void {
    if (!this.bridge?.takes(happening)) this.release(happening);
  }

  /** Lets an event go out; the bridge has put it in its place. */
  release(happening: Happening): void {
    this.#pending.push(happening);
    if (this.#pending.length === 1) queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    const batch = this.#pending;
    this.#pending = [];
    /** What each listener is about to get: written once we know whether more of that commit follows. */
    const held = batch.length > 1 ? new Map<Listener, Parcel>() : null;
    const cursorFor = (stamp: string | null) =>
      this.bridge ? this.bridge.cursorFor(stamp) : stamp;
    for (const happening of batch) {
      const { versionstamp } = happening;
      if (versionstamp !== null && versionstamp > this.latest) {
        this.latest = versionstamp;
      }
      const parcel = new Parcel(happening);
      this.#dispatch(happening.event, (listener) => {
        if (held === null) {
          return listener.deliver(parcel, cursorFor(versionstamp));
        }
        const before = held.get(listener);
        if (before) {
          const stamp = before.happening.versionstamp;
          const more = stamp === versionstamp;
          listener.deliver(before, more ? null : cursorFor(stamp));
        }
        held.set(listener, parcel);
      }, held);
    }
    for (const [listener, parcel] of held ?? []) {
      listener.deliver(parcel, cursorFor(parcel.happening.versionstamp));
    }
  }

  #dispatch(
    event: LiveEvent,
    deliver: (listener: Listener) => void,
    held: Map<Listener, Parcel> | null,
  ): void {
    const { audience } = event;
    if ("session" in audience) {
      for (const one of this.ofSession(audience.session)) {
        settle(one, held);
        one.end("signed-out");
      }
      return;
    }
    if ("user" in audience) {
      for (const one of this.#users.get(audience.user)) deliver(one);
      return;
    }
    if ("everyone" in audience) {
      return this.#users.keys().forEach((user) =>
        this.#users.get(user).forEach(deliver)
      );
    }
    const { conversation } = audience;
    if (event.type === "member-added") {
      for (const one of this.#users.get(event.user)) {
        this.join(one, conversation);
      }
    }
    const listeners = this.#conversations.get(conversation);
    if (event.type === "receipt" && listeners.size > RECEIPT_AUDIENCE) return;
    // A set being walked may lose members (a slow reader is dropped): that is safe.
    for (const one of listeners) deliver(one);
    if (event.type === "member-removed") {
      for (const one of [...this.#users.get(event.user)]) {
        settle(one, held);
        this.leave(one, conversation);
      }
    }
  }
}

/** The hub of this process. */
export const hub: Hub = new Hub();
