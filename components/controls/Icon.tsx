import { Drawing } from "./Drawing.tsx";
import { drawings, type IconName } from "./Drawings.ts";

export type { IconName };

/** Drawings that point along the line and so turn round right-to-left. */
const flipped: ReadonlySet<IconName> = new Set(["back", "door", "reply"]);

/** One drawing. It says nothing: the words stand beside it or on its control. */
export function Icon(
  { name, class: className }: { name: IconName; class?: string | undefined },
) {
  return (
    <Drawing
      d={drawings[name]}
      class={className}
      flip={flipped.has(name)}
    />
  );
}
