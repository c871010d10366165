/** From bytes to the fields of a form. */
import { Invalid } from "@/lib/errors.ts";
import type { FormEntry } from "@/lib/http/form.ts";
import { RequestProblem } from "@/lib/http/request_problem.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";

const badForm = () => new RequestProblem(400, { key: "error.bad_form" });

/** Fields of `a=1&b=2`; a text that is no UTF-8 is null. */
export function parseUrlEncoded(text: string): [string, string | null][] {
  const fields: [string, string | null][] = [];
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const at = pair.indexOf("=");
    const name = percentDecode(at < 0 ? pair : pair.slice(0, at));
    if (name === null) throw badForm();
    fields.push([name, at < 0 ? "" : percentDecode(pair.slice(at + 1))]);
  }
  return fields;
}

/** As browsers encode: `+` is a space, and a `%` without two digits is itself. */
function percentDecode(text: string): string | null {
  const spaced = text.replaceAll("+", " ");
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced.replace(/%(?![0-9a-f]{2})/gi, "%25"));
  } catch {
    return null;
  }
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A text of a form with files; null when it is no UTF-8. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** The fields of a body that has no files. */
export function fieldsOf(bytes: Uint8Array<ArrayBuffer>): FormEntry[] {
  let text: string;
  try {
    text = strict.decode(bytes);
  } catch {
    throw badForm();
  }
  const fields = parseUrlEncoded(text);
  refuseBadTexts(fields);
  return fields.map(([name, value]): FormEntry => [name, value ?? ""]);
}

/** Ill-formed text would collide as a key and cannot be shown: refused at its field. */
export function refuseBadTexts(
  fields: Iterable<readonly [string, string | null]>,
): void {
  const wrong: [string, Phrase][] = [];
  for (const [name, value] of fields) {
    if (value === null || !value.isWellFormed() || value.includes("\0")) {
      wrong.push([name, { key: "error.bad_text" }]);
    }
  }
  if (wrong.length > 0) throw new Invalid(Object.fromEntries(wrong));
}
