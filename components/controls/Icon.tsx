/** Small line drawings, written into the page so that none costs a request. */
const paths = {
  back: "m14.5 5-7 7 7 7",
  check: "m5 12.5 4.5 4.5L19 7.5",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3 2",
  contrast:
    "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17v17M15 5v14M18 6.5v11",
  cross: "m6.5 6.5 11 11m0-11-11 11",
  device: "M4.5 5.5h15v10.5h-15zM2.5 19.5h19",
  door: "M13.5 4H6v16h7.5M10.5 12H20m-3.5-3.5L20 12l-3.5 3.5",
  gear:
    "M12 8.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4M12 3v2.5m0 13V21m9-9h-2.5m-13 0H3m15.4-6.4-1.8 1.8M7.4 16.6l-1.8 1.8m12.8 0-1.8-1.8M7.4 7.4 5.6 5.6",
  globe:
    "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M3.5 12h17M12 3.5c5 5.5 5 11.5 0 17-5-5.5-5-11.5 0-17",
  info: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 11v5m0-8.5v.1",
  key: "M8 11.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8M11 12.5l8.5-8.5M15.5 8l3 3",
  link:
    "m9.5 14.5 5-5M11 7l2.5-2.5a4.2 4.2 0 0 1 6 6L17 13M13 17l-2.5 2.5a4.2 4.2 0 0 1-6-6L7 11",
  lock:
    "M7.5 11h9A2.5 2.5 0 0 1 19 13.5v4a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 5 17.5v-4A2.5 2.5 0 0 1 7.5 11M8 11V8a4 4 0 0 1 8 0v3",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  pen: "M4 20h4L19 9l-4-4L4 16zM13.5 6.5l4 4",
  people:
    "M9 5a3.2 3.2 0 1 0 0 6.4A3.2 3.2 0 0 0 9 5M3 19.5a6 6 0 0 1 12 0M16 5.3a3.2 3.2 0 0 1 0 5.9M18 14.2a6 6 0 0 1 3 5.3",
  person:
    "M12 4.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4M4.8 20a7.2 7.2 0 0 1 14.4 0",
  plus: "M12 5v14M5 12h14",
  shield:
    "M12 3.5 5 6v5.5c0 4.2 2.8 7.3 7 9 4.2-1.7 7-4.8 7-9V6zm-3 8.5 2.2 2.2L15.5 10",
  sun:
    "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3v1.5m0 15V21m9-9h-1.5m-15 0H3m15.4-6.4-1.1 1.1M6.7 17.3l-1.1 1.1m12.8 0-1.1-1.1M6.7 6.7 5.6 5.6",
  trash: "M4.5 6.5h15m-10 0V4h5v2.5m3 0L16.5 20h-9l-1-13.5M10 10v6.5m4-6.5v6.5",
  unlock:
    "M7.5 11h9A2.5 2.5 0 0 1 19 13.5v4a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 5 17.5v-4A2.5 2.5 0 0 1 7.5 11M8 11V7.5a4 4 0 0 1 7.7-1.5",
  up: "M12 19V5.5M6 11.5l6-6 6 6",
  warning: "M12 4 2.8 20h18.4zM12 10v4.5m0 2.5v.1",
} as const;

/** The name of a drawing. */
export type IconName = keyof typeof paths;

/** Drawings that point along the line and so turn round right-to-left. */
const flipped: ReadonlySet<IconName> = new Set(["back", "door"]);

/** One drawing. It says nothing: the words stand beside it or on its control. */
export function Icon(
  { name, class: className }: { name: IconName; class?: string | undefined },
) {
  return (
    <svg
      class={className}
      viewBox="0 0 24 24"
      aria-hidden="true"
      data-flip={flipped.has(name) ? "" : undefined}
    >
      <path d={paths[name]} />
    </svg>
  );
}
