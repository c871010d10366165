import type { VNode } from "preact";
import {
  EXPORT_ROWS,
  ExportDocument,
} from "@/components/export/ExportDocument.tsx";
import type { Reader } from "@/lib/i18n/reader.ts";
import { draw } from "@/routes/(_live)/draw.tsx";

/** A document, cut where its rows go. */
export function documentAround(
  reader: Reader,
  about: {
    title: string;
    lead: string;
    up?: string;
    back?: { href: string; label: string };
  },
  content: VNode,
): [start: string, end: string] {
  const html = draw(
    reader,
    <ExportDocument {...about}>{content}</ExportDocument>,
  );
  const [start = "", end = ""] = html.split(EXPORT_ROWS);
  return [`<!DOCTYPE html>\n${start}`, `${end}\n`];
}
