/** Problems of the request itself, before any deed is asked. */
import { Problem } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";

/** The statuses a request can earn by its form alone. */
export type RequestStatus =
  | 400
  | 405
  | 406
  | 408
  | 411
  | 413
  | 414
  | 415
  | 421
  | 431
  | 503;

/** The request cannot be taken as it came. */
export class RequestProblem extends Problem {
  constructor(
    readonly status: RequestStatus,
    sentence: Phrase,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(sentence);
  }
}
