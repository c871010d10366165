/** From the bytes of a body to the fields of a form. */
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

const strict = new TextDecoder("utf-8", { fatal: true });

/** The fields of a body whose type is one of the two that browsers send. */
export async function fieldsOf(
  type: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<FormEntry[]> {
  if (/^multipart\//i.test(type)) return await partsOf(type, bytes);
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
function refuseBadTexts(
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

/** Fields of a form with files; the platform parses them. */
async function partsOf(
  type: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<FormEntry[]> {
  // The platform takes a body cut short for a whole one; its end tells.
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type);
  const end = `--${boundary?.[1] ?? boundary?.[2] ?? ""}--`;
  if (!boundary || !includesBytes(bytes, new TextEncoder().encode(end))) {
    throw badForm();
  }
  let entries: FormEntry[];
  try {
    const headers = { "content-type": type };
    entries = [...await new Response(bytes, { headers }).formData()];
  } catch {
    throw badForm();
  }
  // The platform silently writes U+FFFD for bytes that are no UTF-8. One that
  // was typed is in the body as such.
  const typed = includesBytes(bytes, new Uint8Array([0xef, 0xbf, 0xbd]));
  refuseBadTexts(
    entries.flatMap(([name, value]) =>
      typeof value !== "string"
        ? []
        : [[name, !typed && value.includes("\ufffd") ? null : value] as const]
    ),
  );
  return entries;
}

function includesBytes(bytes: Uint8Array, wanted: Uint8Array): boolean {
  for (
    let at = bytes.indexOf(wanted[0]!);
    at >= 0;
    at = bytes.indexOf(wanted[0]!, at + 1)
  ) {
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) {
      return true;
    }
  }
  return false;
}
