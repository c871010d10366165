/** Where a log ends: read as a check, written together with whatever moves it. */
import type { Change } from "@/lib/kv/change.ts";
import { theStore } from "@/lib/kv/store.ts";
import { tips } from "./_keys.ts";
import { tellLogChanged } from "./log_changed.ts";
import { rememberTip } from "./_recent_tips.ts";
import type { Tip } from "./model.ts";

const EMPTY: Tip = {
  seq: 0,
  alteration: 0,
  at: 0,
  author: "",
  kind: "none",
  preview: "",
};

/** The tip; from here on whoever writes it meanwhile makes the deed run again. */
export async function takeTip(c: Change, conversation: string): Promise<Tip> {
  return await c.read(tips, [conversation]) ?? EMPTY;
}

/** Moves the tip. */
export function putTip(c: Change, conversation: string, tip: Tip): void {
  const store = theStore();
  c.put(tips, [conversation], tip);
  tellLogChanged(c, conversation);
  c.afterCommit(() => rememberTip(store, conversation, tip));
}
