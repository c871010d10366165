/** One instance: its own memory, hub and streams, over a store that others use too. */
import { changeProfile } from "@/lib/accounts/change_profile.ts";
import { changeQuiet } from "@/lib/accounts/do_not_disturb.ts";
import { findByUsername } from "@/lib/accounts/find.ts";
import { usePasswords } from "@/lib/accounts/password.ts";
import {
  dotNow,
  notePresence,
  startPresence,
} from "@/lib/accounts/presence.ts";
import { startSession } from "@/lib/accounts/session.ts";
import { lookAt, tellPresence } from "@/lib/conversations/presence_news.ts";
import { listMemberships } from "@/lib/conversations/find.ts";
import { change } from "@/lib/kv/change.ts";
import { openStore, theStore, useStore } from "@/lib/kv/store.ts";
import type { Parcel } from "@/lib/live/frame.ts";
import { hub } from "@/lib/live/hub.ts";
import type { Listener } from "@/lib/live/listening.ts";
import { noteTyping } from "@/lib/messages/type.ts";
import { connectInstances } from "@/lib/operations/connect_instances.ts";
import { quickHash } from "./_people.ts";

/** What streams of this instance heard, in short. */
let heard: string[] = [];
/** The keys of every row this instance wrote. */
let written: string[] = [];
const streams = new Map<string, Listener>();
let disconnect: (() => void) | null = null;

const userOf = async (username: string) => (await findByUsername(username))!;

function hear({ happening: { event } }: Parcel): void {
  if (event.type === "profile-changed") heard.push(event.profile.name);
  if (event.type === "security-event") {
    heard.push(`signed in: ${event.session}`);
  }
  if (event.type !== "presence-changed") return;
  const { state, quietUntil } = event.presence;
  heard.push(quietUntil === null ? state : `${state}, quiet`);
}

const deeds = {
  async open(path: string) {
    const store = await openStore(path, "a secret of tests");
    const commit = store.commit.bind(store);
    store.commit = (atomic) => {
      written.push(...atomic.mutations.map(({ key }) => String(key[0])));
      return commit(atomic);
    };
    useStore(store);
    usePasswords({ secret: "a secret of tests", hasher: quickHash });
    startPresence((users) => void tellPresence(users));
    disconnect = connectInstances();
  },
  async come(username: string) {
    const { id } = await userOf(username);
    const listener = {
      kind: "live",
      session: `s-${id}`,
      user: id,
      conversations: new Set<string>(),
      follows: () => true,
      deliver: hear,
      left: () => {},
      end: () => {},
    } satisfies Listener;
    streams.set(username, listener);
    hub.add(listener);
    notePresence(id, { active: Date.now() });
  },
  leave(username: string) {
    hub.remove(streams.get(username)!);
  },
  async look(viewer: string, person: string) {
    lookAt(await userOf(viewer), [(await userOf(person)).id]);
  },
  async rename(username: string, name: string) {
    const user = await userOf(username);
    const form = { name, picture: { what: "keep" } } as const;
    await changeProfile(user, form, { timeZone: "UTC" });
  },
  /** From a browser that was never here. */
  async signIn(username: string) {
    const user = await userOf(username);
    const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0";
    const visit = { agent, net: "203.0.113.7" };
    const { session } = await change((c) => startSession(c, user, visit));
    return session.id;
  },
  async quiet(username: string) {
    const form = { span: "60", daily: false, from: "", to: "" };
    await changeQuiet(await userOf(username), form, { timeZone: "UTC" });
  },
  async type(username: string) {
    const user = await userOf(username);
    const [first] = await listMemberships(user.id);
    for (let i = 0; i < 50; i++) await noteTyping(user, first!.conversation);
  },
  async dot(username: string) {
    return dotNow((await userOf(username)).id) ?? "";
  },
  heard: () => heard,
  written: () => written,
  forget() {
    heard = [];
    written = [];
  },
  async end() {
    disconnect!();
    await theStore().idle();
    await new Promise((done) => setTimeout(done, 50));
    await theStore().idle();
  },
};

/** What an instance can be told to do. */
export type Deeds = typeof deeds;

const scope = self as unknown as {
  onmessage: (event: MessageEvent) => void;
  postMessage(message: unknown): void;
};

scope.onmessage = async ({ data: { n, deed, args } }) => {
  try {
    const run = deeds[deed as keyof Deeds] as (...args: unknown[]) => unknown;
    scope.postMessage({ n, result: await run(...args) });
  } catch (error) {
    scope.postMessage({ n, error: String(error) });
  }
};
