/**
 * The page of last resort: plain text put together without any component, so
 * that it can be sent when nothing else can. It says what happened, in the
 * reader's language, and nothing about how the server is made.
 */
import {
  directionOf,
  type Language,
  pickLanguage,
  pickTimeZone,
  readerFor,
} from "@/lib/i18n/catalog.ts";
import type { Reader } from "@/lib/i18n/reader.ts";
import { readCookie } from "@/lib/http/cookies.ts";
import { headersOf, sentenceOf, statusOf } from "@/lib/http/status.ts";
import { problemDocument, wantsDocument } from "@/lib/http/problem_document.ts";
import { wantsFragment } from "@/lib/http/fragment_request.ts";

/** Text as it may stand in HTML, within an attribute as well. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** The most likely reader of a request of which nothing else is known. */
export function likelyReader(req: Request): Reader {
  const wish = req.headers.get("accept-language");
  return readerFor(
    pickLanguage(wish, readCookie(req, "language")),
    pickTimeZone(wish, readCookie(req, "timeZone")),
  );
}

/** A whole page around some HTML, without components. */
export function plainPage(reader: Reader, title: string, html: string): string {
  const direction = directionOf(reader.language as Language);
  return `<!DOCTYPE html>
<html lang="${reader.language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · ${escapeHtml(reader.t("common.product"))}</title>
<link rel="stylesheet" href="/entrance.css">
</head>
<body>
<main class="problem">
<h1>${escapeHtml(title)}</h1>
${html}
</main>
</body>
</html>
`;
}

/** The answer to a request that failed with `error`, in the form its sender understands. */
export function lastResort(
  req: Request,
  path: string,
  error: unknown,
  id: string,
): Response {
  if (wantsDocument(path)) return problemDocument(error, id);
  const reader = likelyReader(req);
  const status = statusOf(error);
  const sentence = escapeHtml(reader.say(sentenceOf(error)));
  const help = status >= 500
    ? `\n<p>${escapeHtml(reader.t("error.log_id", { id }))}</p>`
    : "";
  const headers = {
    ...headersOf(error),
    "content-type": "text/html; charset=utf-8",
    "vary": "HX-Request, X-Fragment, Accept-Language, Cookie",
  };
  if (wantsFragment(req)) {
    const html =
      `<div class="problem" role="alert"><p>${sentence}</p>${help}</div>`;
    return new Response(html, {
      status,
      headers: { ...headers, "x-fragment": "1" },
    });
  }
  const way = status === 401
    ? `<a href="/sign-in">${escapeHtml(reader.t("error.to_sign_in"))}</a>`
    : `<a href="/">${escapeHtml(reader.t("error.to_start"))}</a>`;
  const title = reader.t("error.title");
  const html = `<p>${sentence}</p>${help}\n<p>${way}</p>`;
  return new Response(plainPage(reader, title, html), { status, headers });
}
