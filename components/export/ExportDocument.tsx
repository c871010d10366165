import type { ComponentChildren } from "preact";
import { useReader } from "@/lib/i18n/reader.ts";

/** Stands where rows are put, piece by piece. */
export const EXPORT_ROWS = "<!--rows-->";

/**
 * A page of an export. It opens from a folder, without a network: its one style
 * sheet lies beside it, and nothing in it may run or be fetched.
 */
export function ExportDocument(
  { title, lead, back, up = "", children }: {
    title: string;
    lead: string;
    /** The way to the first page, if this is another one. */
    back?: { href: string; label: string };
    /** From here to the folder of the style sheet. */
    up?: string;
    children: ComponentChildren;
  },
) {
  const { language, direction } = useReader();
  return (
    <html lang={language} dir={direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="script-src 'none'; object-src 'none'; frame-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'"
        />
        <title>{title}</title>
        <link rel="stylesheet" href={`${up}style.css`} />
      </head>
      <body>
        <header>
          {back && <a href={back.href}>{back.label}</a>}
          <h1 dir="auto">{title}</h1>
          <p>{lead}</p>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}

/** Where the rows of a conversation go. */
export function ExportRows() {
  return (
    <div
      class="flow"
      dangerouslySetInnerHTML={{ __html: EXPORT_ROWS }}
    />
  );
}
