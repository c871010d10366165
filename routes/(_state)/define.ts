/** What every route finds in `ctx.state`; the middleware of each folder puts it there. */
import { createDefine } from "fresh";
import type { Session, User } from "@/lib/accounts/model.ts";
import type { Refusal } from "@/lib/http/attempt.ts";
import type { Slots } from "@/lib/http/session_slots.ts";
import type { Settings } from "@/lib/http/settings.ts";
import type { Reader } from "@/lib/i18n/reader.ts";

/** On every page. */
export interface State {
  settings: Settings;
  reader: Reader;
  user: User | null;
  session: Session | null;
  /** The sessions of this browser, and which of them is in use. */
  slots: Slots;
  /** Is there more than one account? */
  several: boolean;
  /** Goes into every form; see `lib/http/csrf.ts`. */
  csrf: string;
  /** Coarse network of the client, for limits. */
  net: string;
  theme: string;
  /** The newest commit announced before this page read anything: its stream starts there. */
  cursor: string;
  /** What the page is called; a route says it before it draws. */
  title?: string;
  /** Which pane a phone shows. */
  pane?: "inbox" | "talk" | "details" | "page";
  /** Does it look like the entrance, though somebody may be signed in? */
  entrance?: boolean;
  /** Does htmx swap parts of this page? Only then is it loaded. */
  swaps?: boolean;
  /** Does a form of this page ask a passkey? Only then is its script loaded. */
  passkeys?: boolean;
  /** Is it the page of a file, which keys lead through? */
  looks?: boolean;
  /** Style sheets that something on this page needs, and other pages do not. */
  sheets?: readonly string[];
  /** The conversation on screen, marked in the inbox. */
  current?: string;
}

/** On pages that ask for a session. */
export interface SignedInState extends State {
  user: User;
  session: Session;
}

/** What every settings page is drawn from. */
export interface SettingsProps {
  state: SignedInState;
  refusal: Refusal | null;
  /** Was it saved just now? */
  done?: boolean;
}

export const define = createDefine<State>();
export const signedIn = createDefine<SignedInState>();
