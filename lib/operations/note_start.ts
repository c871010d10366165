import { change } from "@/lib/kv/change.ts";
import { family } from "@/lib/kv/family.ts";
import { hub } from "@/lib/live/hub.ts";

const starts = family<{ readonly at: number }, []>("start", {
  parts: [],
  holds: "when the server was last started",
});

/**
 * Writes the start into the store. Its versionstamp is the cursor of every page
 * drawn before the first event: without it a message committed between such a
 * page and its stream would be missed.
 */
export async function noteStart(): Promise<void> {
  await change((c) => {
    c.put(starts, [], { at: Date.now() });
    c.afterCommit((versionstamp) => hub.latest = versionstamp);
  });
}
