/**
 * Problems a deed can meet, chosen by meaning. A deed throws one; `lib/http`
 * maps it to a status once, so no route ever picks a number by hand.
 */
import type { Phrase } from "@/lib/i18n/phrase.ts";

/** Base of everything a person may be told. The sentence is a phrase, never English text. */
export abstract class Problem extends Error {
  /** HTTP status this meaning maps to. */
  abstract readonly status: number;

  constructor(readonly sentence: Phrase) {
    super(sentence.key);
    this.name = new.target.name;
  }
}

/** It is not there, or not there *for you*: strangers cannot tell the two apart. 404. */
export class NotFound extends Problem {
  readonly status = 404;
}

/** You may see it, but not do that. 403. */
export class Forbidden extends Problem {
  readonly status = 403;
}

/** A sign-in is needed first. 401; browsers are led to the sign-in page. */
export class SignedOut extends Problem {
  readonly status = 401;
}

/** One sentence for each field that cannot be taken as it is. 422. */
export class Invalid extends Problem {
  readonly status = 422;

  constructor(readonly fields: Readonly<Record<string, Phrase>>) {
    super(Object.values(fields)[0] ?? { key: "error.invalid" });
  }
}

/** It collides with what is there already: a used id, a taken name. 409. */
export class Conflict extends Problem {
  readonly status = 409;
}

/** Too often. `retryAfter` is in whole seconds and becomes the header. 429. */
export class TooMany extends Problem {
  readonly status = 429;

  constructor(
    readonly retryAfter: number,
    key: "error.too_many" | "message.error.slow" = "error.too_many",
  ) {
    super({ key, values: { seconds: retryAfter } });
  }
}

/** The request is larger than the limit it names. 413. */
export class TooLarge extends Problem {
  readonly status = 413;
}

/** The disk is full: nothing was stored, the text is still the sender's. 507. */
export class StorageFull extends Problem {
  readonly status = 507;

  constructor() {
    super({ key: "error.storage_full" });
  }
}

/** The server cannot do it now (starting, stopping, busy). 503. */
export class Unavailable extends Problem {
  readonly status = 503;

  constructor(
    readonly retryAfter = 2,
    key: "error.unavailable" | "error.files_away" = "error.unavailable",
  ) {
    super({ key });
  }
}
