import type { VNode } from "preact";
import { renderFragment } from "@/lib/fresh/fragment.ts";
import { type Reader, ReaderContext } from "@/lib/i18n/reader.ts";

/** A vnode in this reader's language. */
export function draw(reader: Reader, vnode: VNode): string {
  return renderFragment(
    <ReaderContext.Provider value={reader}>{vnode}</ReaderContext.Provider>,
  );
}
