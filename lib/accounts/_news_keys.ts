import { family } from "@/lib/kv/family.ts";
import type { Presence } from "./presence_model.ts";

/** What instances tell each other of: another name or face; who is here; a new sign-in. */
export type NewsKind = "profile" | "presence" | "sign-in";

/** One piece of news. */
export interface Piece {
  /** The instance that tells it. */
  readonly by: string;
  readonly user: string;
  readonly here?: Here;
  /** The session that began. */
  readonly session?: string;
}

/** How somebody is to be found at one instance. */
export interface Here {
  readonly state: Presence;
  readonly quietUntil: number | null;
}

/** The last pieces, the newest last; `n` counts all there ever were. */
export interface Ring {
  readonly n: number;
  readonly pieces: readonly Piece[];
  /** When each instance last said that it is there, by its own clock. */
  readonly alive: Readonly<Record<string, number>>;
}

/** The rows every instance watches: three, however many people and instances there are. */
export const rings = family<Ring, [kind: NewsKind]>(
  "news",
  { parts: ["kind"], holds: "what instances tell each other of people" },
);

/** Only where several processes share a store: for an instance that has just begun. */
export const presences = family<Here, [user: string, instance: string]>(
  "presence",
  {
    parts: ["user", "instance"],
    holds: "who is here, as one instance sees it",
  },
);
