import type { ComponentChildren } from "preact";

const drawings = {
  /** Two bubbles waiting for words. */
  talk: (
    <svg viewBox="0 0 128 88" aria-hidden="true">
      <path
        class="art-a"
        d="M16 6h52a14 14 0 0 1 14 14v14a14 14 0 0 1-14 14H16a6 6 0 0 1-6-6V12a6 6 0 0 1 6-6z"
      />
      <path
        class="art-b"
        d="M60 40h52a6 6 0 0 1 6 6v22a14 14 0 0 1-14 14H60a14 14 0 0 1-14-14V54a14 14 0 0 1 14-14z"
      />
      <g class="art-c">
        <circle cx="68" cy="61" r="4" />
        <circle cx="82" cy="61" r="4" opacity=".65" />
        <circle cx="96" cy="61" r="4" opacity=".35" />
      </g>
    </svg>
  ),
  /** A list with room in it. */
  list: (
    <svg viewBox="0 0 128 88" aria-hidden="true">
      <g class="art-a">
        <rect x="8" y="8" width="112" height="32" rx="12" />
        <rect x="8" y="48" width="112" height="32" rx="12" opacity=".6" />
      </g>
      <circle class="art-c" cx="26" cy="24" r="9" />
      <circle class="art-b" cx="26" cy="64" r="9" />
      <g class="art-d">
        <rect x="44" y="17" width="42" height="5" rx="2.5" />
        <rect x="44" y="27" width="62" height="5" rx="2.5" />
        <rect x="44" y="57" width="32" height="5" rx="2.5" />
        <rect x="44" y="67" width="54" height="5" rx="2.5" />
      </g>
    </svg>
  ),
};

/** A place with nothing in it yet: what it is for, and what to do first. */
export function EmptyState(
  { art, title, text, heading: Heading = "h2", children }: {
    art: keyof typeof drawings;
    title: string;
    text: string;
    heading?: "h1" | "h2" | "h3";
    /** The first thing to do. */
    children?: ComponentChildren;
  },
) {
  return (
    <div class="empty">
      {drawings[art]}
      <Heading>{title}</Heading>
      <p>{text}</p>
      {children}
    </div>
  );
}
