/** Problems for programs: `application/problem+json` (RFC 9457). */
import { readerFor } from "@/lib/i18n/catalog.ts";
import {
  fieldsOf,
  headersOf,
  sentenceOf,
  statusOf,
} from "@/lib/http/status.ts";

/** Does the request want a program's answer? */
export function wantsDocument(path: string): boolean {
  return path === "/api" || path.startsWith("/api/");
}

/** The answer to a program: stable keys in `type` and `fields`, English words for its developer. */
export function problemDocument(error: unknown, id?: string): Response {
  const status = statusOf(error);
  const sentence = sentenceOf(error);
  const english = readerFor("en", "UTC");
  const fields = Object.entries(fieldsOf(error)).map(([name, phrase]) => ({
    name,
    key: phrase.key,
    detail: english.say(phrase),
  }));
  const document = {
    type: `/problems/${sentence.key}`,
    title: english.say(sentence),
    status,
    ...fields.length > 0 ? { fields } : {},
    ...id ? { id } : {},
  };
  return new Response(JSON.stringify(document) + "\n", {
    status,
    headers: {
      ...headersOf(error),
      "content-type": "application/problem+json; charset=utf-8",
    },
  });
}
