import type { ComponentChildren } from "preact";
import { Mark } from "@/components/layout/Mark.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** A conversation without words: what the product is, in five shapes. */
function Art() {
  return (
    <svg class="entrance-art" viewBox="0 0 320 220" aria-hidden="true">
      <g class="art-d">
        <path d="M46 12h148a18 18 0 0 1 18 18v22a18 18 0 0 1-18 18H46a8 8 0 0 1-8-8V16a4 4 0 0 1 4-4z" />
        <path d="M46 76h92a18 18 0 0 1 18 18v4a18 18 0 0 1-18 18H54a16 16 0 0 1-16-16V84a8 8 0 0 1 8-8z" />
        <circle cx="14" cy="28" r="14" opacity=".75" />
      </g>
      <g class="art-c">
        <path d="M146 134h156a8 8 0 0 1 8 8v18a18 18 0 0 1-18 18H146a18 18 0 0 1-18-18v-8a18 18 0 0 1 18-18z" />
        <path
          d="M222 184h72a16 16 0 0 1 16 16 14 14 0 0 1-14 14h-74a15 15 0 0 1 0-30z"
          opacity=".6"
        />
        <rect x="56" y="31" width="112" height="6" rx="3" opacity=".35" />
        <rect x="56" y="45" width="74" height="6" rx="3" opacity=".35" />
        <rect x="56" y="93" width="66" height="6" rx="3" opacity=".35" />
      </g>
      <g class="art-d" opacity=".8">
        <rect x="148" y="153" width="120" height="6" rx="3" />
      </g>
    </svg>
  );
}

/** The pages before one is in: product, one sentence, one sheet with a form. */
export function EntranceFrame(
  { title, lead, sentence, foot, children }: {
    /** What this page is for; the heading. */
    title: string;
    /** A line under the heading. */
    lead?: ComponentChildren;
    /** What the product is, or who invites; one sentence, set large. */
    sentence: string;
    /** Where else one might want to go, under the form. */
    foot?: ComponentChildren;
    children: ComponentChildren;
  },
) {
  const { t } = useReader();
  return (
    <div class="entrance">
      <header class="entrance-say">
        <a class="brand" href="/">
          <Mark />
          {t("common.product")}
        </a>
        <p>{sentence}</p>
        <Art />
      </header>
      <main class="sheet" id="main">
        <div>
          <h1>{title}</h1>
          {lead && <p>{lead}</p>}
        </div>
        {children}
        {foot && <footer>{foot}</footer>}
      </main>
    </div>
  );
}
