/** One entry of the sample before it is stored, and the pause before it. */
import type { Note } from "@/lib/conversations/model.ts";
import type { Dice } from "./seed_dice.ts";
import type { Somebody } from "./seed_words.ts";

/** One entry to be. */
export interface Said {
  readonly at: number;
  readonly by: Somebody;
  readonly text?: string;
  readonly note?: Note;
  /** The text before it was edited. */
  readonly was?: string;
  /** Deleted again. */
  readonly gone?: true;
}

/** How long somebody takes for a line; whoever goes on needs less than whoever answers. */
export function pauseBefore(dice: Dice, text: string, goesOn: boolean): number {
  const typing = Math.min(90, text.length * 0.35);
  return (typing + (goesOn ? dice.between(4, 25) : dice.between(12, 110))) *
    1_000;
}
