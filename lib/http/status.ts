/** From what was thrown to what is answered: decided here and nowhere else. */
import {
  Invalid,
  Problem,
  StorageFull,
  TooMany,
  Unavailable,
} from "@/lib/errors.ts";
import { RequestProblem } from "@/lib/http/request_problem.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";

/** The status of a thrown thing; 500 for whatever nobody meant to throw. */
export function statusOf(error: unknown): number {
  if (error instanceof Problem) return error.status;
  if (error instanceof URIError) return 400;
  // Fresh's own HttpError, known by its shape: it comes from either runtime.
  const status = (error as { status?: unknown } | null)?.status;
  const usable = error instanceof Error && Number.isInteger(status) &&
    Number(status) >= 400 && Number(status) < 600;
  return usable ? Number(status) : 500;
}

/** What a person is told about a thrown thing. Never its own message. */
export function sentenceOf(error: unknown): Phrase {
  if (error instanceof Problem) return error.sentence;
  switch (statusOf(error)) {
    case 401:
      return { key: "error.signed_out" };
    case 403:
      return { key: "error.forbidden" };
    case 404:
    case 410:
      return { key: "error.not_found" };
    case 405:
      return { key: "error.method_not_allowed" };
    case 503:
      return { key: "error.unavailable" };
    default:
      return statusOf(error) < 500
        ? { key: "error.bad_request" }
        : { key: "error.unknown" };
  }
}

/** The headers that belong to a thrown thing: `Retry-After`, `Allow`. */
export function headersOf(error: unknown): Record<string, string> {
  if (error instanceof TooMany || error instanceof Unavailable) {
    return { "retry-after": String(Math.max(1, Math.ceil(error.retryAfter))) };
  }
  if (error instanceof StorageFull) return { "retry-after": "60" };
  return error instanceof RequestProblem ? { ...error.headers } : {};
}

/** The sentence for each field, if the problem knows fields. */
export function fieldsOf(error: unknown): Readonly<Record<string, Phrase>> {
  return error instanceof Invalid ? error.fields : {};
}
