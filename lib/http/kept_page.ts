/**
 * A form was refused before its route was asked: the session ended, or the
 * page had been open too long. The typed text is shown, and may be sent again.
 */
import { escapeHtml, plainPage } from "@/lib/http/last_page.ts";
import { tokenField } from "@/lib/http/csrf.ts";
import type { Form } from "@/lib/http/form.ts";
import { headersOf, sentenceOf, statusOf } from "@/lib/http/status.ts";
import type { Reader } from "@/lib/i18n/reader.ts";

/** What the page shows. */
export interface KeptForm {
  readonly reader: Reader;
  /** Why it was refused. */
  readonly error: unknown;
  readonly form: Form;
  /** Where the form was sent, path and query; never another site. */
  readonly action: string;
  /** A fresh token; null when the text is shown, but not offered to be sent again. */
  readonly token: string | null;
  /** The account whose page it was, if it is not the one in use; `token` is for switching. */
  readonly back?: {
    readonly name: string;
    readonly username: string;
    readonly token: string;
  };
}

/** A hidden field. */
function hidden(name: string, value: string): string {
  return `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
}

/** One press switches back, beside the page that keeps the text. */
function wayBack({ reader, back }: KeptForm): string {
  if (!back) return "";
  const label = reader.t("error.switch_back", { name: back.name });
  return `<form method="post" action="/accounts" target="_blank">
${hidden(tokenField, back.token)}
${hidden("account", back.username)}
<p><button class="button">${escapeHtml(label)}</button></p>
</form>`;
}

/** The texts as areas that can be read, changed and copied. */
function areas(form: Form): string {
  return Object.entries(form.kept).map(([name, text]) => {
    const field = escapeHtml(name);
    // The first line end after <textarea> is swallowed, so one is given away.
    return `<p><textarea name="${field}" aria-label="${field}" rows="4">\n${
      escapeHtml(text)
    }</textarea></p>`;
  }).join("\n");
}

/** The page, with the status of what went wrong. */
export function keptPage(about: KeptForm): Response {
  const { reader, error, form, token } = about;
  const { t } = reader;
  const status = statusOf(error);
  const button = token === null
    ? ""
    : `<p><button>${escapeHtml(t("error.send_again"))}</button></p>`;
  const secret = token === null ? "" : hidden(tokenField, token);
  const signIn = status === 401
    ? `<p><a href="/sign-in" target="_blank" rel="noopener">${
      escapeHtml(t("error.sign_in_elsewhere"))
    }</a></p>`
    : "";
  const html = `<p role="alert">${escapeHtml(reader.say(sentenceOf(error)))}</p>
${signIn}${wayBack(about)}
<p>${escapeHtml(t("error.your_text"))}</p>
<form method="post" action="${escapeHtml(about.action)}">
${secret}
${areas(form)}
${button}
</form>`;
  return new Response(plainPage(reader, t("error.title"), html), {
    status,
    headers: {
      ...headersOf(error),
      "content-type": "text/html; charset=utf-8",
    },
  });
}
