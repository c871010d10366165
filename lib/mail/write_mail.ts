/** One look for every mail: plain text, and the same as simple HTML. */
import type { Reader } from "@/lib/i18n/reader.ts";

/** What is said to somebody, in their language already. */
export interface Letter {
  readonly subject: string;
  readonly lines: readonly string[];
  /** Digits to be typed somewhere. */
  readonly code?: string;
  /** Where it goes on. */
  readonly link?: { readonly url: string; readonly words: string };
  /** Small print: why this came, and what to do if it should not have. */
  readonly foot: readonly string[];
}

/** A letter ready to be sent. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * Writes a letter. Nothing is fetched when it is read: no pictures, no styles
 * from elsewhere, no address that tells who has read it.
 */
export function writeMail(
  { language, direction }: Pick<Reader, "language" | "direction">,
  letter: Letter,
): WrittenMail {
  const subject = oneLine(letter.subject);
  const lines = letter.lines.map(oneLine);
  const foot = letter.foot.map(oneLine);
  const { code, link } = letter;
  const text = [
    ...lines,
    ...(code ? [code] : []),
    ...(link ? [`${oneLine(link.words)}:\n${link.url}`] : []),
    `-- \n${foot.join("\n")}`,
  ].join("\n\n");
  const said = lines.map((line) => `<p>${escape(line)}</p>`);
  const shown = code ? [`<p dir="ltr"><b>${escape(code)}</b></p>`] : [];
  const led = link
    ? [
      `<p>${escape(oneLine(link.words))}:<br><a dir="ltr" href="${
        escape(link.url)
      }">${escape(link.url)}</a></p>`,
    ]
    : [];
  const small = foot.map(escape).join("<br>");
  const html = [
    "<!doctype html>",
    `<html lang="${escape(language)}" dir="${direction}">`,
    `<head><meta charset="utf-8"><title>${escape(subject)}</title></head>`,
    `<body dir="${direction}">`,
    `<h1>${escape(subject)}</h1>`,
    ...said,
    ...shown,
    ...led,
    `<hr><p><small>${small}</small></p>`,
    "</body></html>",
  ].join("\n");
  return { subject, text: `${text}\n`, html: `${html}\n` };
}

/**
 * No line ends and no controls: what somebody chose to be called must not begin
 * a line of its own, and must not turn the direction of what follows it.
 */
function oneLine(text: string): string {
  return text.toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
}

const NAMED: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => NAMED[sign]!);
}
