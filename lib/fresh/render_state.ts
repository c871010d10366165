/**
 * What one rendering collects. There is one at a time for the whole process,
 * which is safe only because rendering is synchronous: never await inside.
 */
import {
  Fragment,
  type FunctionComponent,
  h,
  options,
  type VNode,
} from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { IslandProps } from "./island_props.ts";
import type { Island, Snapshot } from "./snapshot.ts";

/** The collection of one rendering. */
export interface RenderState {
  readonly snapshot: Snapshot | null;
  /** False in a fragment: nobody would bring an island there to life. */
  readonly islandsAllowed: boolean;
  /** How many `<Head>` were drawn. */
  heads: number;
  /** Above zero while drawing inside an island. */
  depth: number;
  readonly islands: Set<Island>;
  readonly props: IslandProps;
}

let current: RenderState | null = null;

/** The running rendering, or null. */
export function renderState(): RenderState | null {
  return current;
}

/** Runs `draw` with a state of its own and gives both results. */
export function collect(
  snapshot: Snapshot | null,
  islandsAllowed: boolean,
  draw: () => string,
): { html: string; state: RenderState } {
  const before = current;
  const state: RenderState = {
    snapshot,
    islandsAllowed,
    heads: 0,
    depth: 0,
    islands: new Set(),
    props: new IslandProps(),
  };
  current = state;
  try {
    return { html: draw(), state };
  } finally {
    current = before;
  }
}

/** Preact's hook before a vnode is drawn; not in its public types. */
const hooks = options as { __b?: (vnode: VNode) => void };
const next = hooks.__b;

hooks.__b = (vnode) => {
  if (current !== null && current.depth === 0) {
    const island = current.snapshot?.islandOf.get(vnode.type);
    if (island !== undefined) vnode.type = markerOf(island);
  }
  next?.(vnode);
};

type Marker = FunctionComponent<object>;

const markers = new WeakMap<Island, Marker>();

/**
 * The component that draws an island between its markers. It decides when it is
 * drawn, not when its vnode is met: a vnode kept in a constant is drawn in
 * many pages.
 */
function markerOf(island: Island): Marker {
  let marker = markers.get(island);
  if (marker === undefined) {
    marker = (props) => {
      const inner = h(island.component, props);
      if (current === null || current.depth > 0) return inner;
      if (!current.islandsAllowed) {
        throw new Error(
          `Island ${island.name} cannot stand in a fragment: nothing brings it to life there`,
        );
      }
      current.islands.add(island);
      const id = current.props.add(island, props);
      // `useId()` counts from the nearest vnode with a mask. With one per
      // island, the same in the browser, ids differ between islands and stay.
      (inner as VNode & { __m?: [number, number] }).__m = [id + 1, 0];
      const open = h(Edge, { text: `i:${id}`, step: 1 });
      return h(Fragment, null, open, inner, h(Edge, { text: "/i", step: -1 }));
    };
    markers.set(island, marker);
  }
  return marker;
}

/** A marker's comment; counts the depth, since children are drawn in order. */
function Edge({ text, step }: { text: string; step: number }): VNode {
  if (current !== null) current.depth += step;
  return jsxTemplate([`<!--${text}-->`]);
}
