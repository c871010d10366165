/** What can be wrong with a bucket. */
import { Unavailable } from "@/lib/errors.ts";

/** Nothing can be had from it now. Its cause says why, for the log. */
export class FilesAway extends Unavailable {
  constructor(cause: unknown, retryAfter = 10) {
    super(retryAfter, "error.files_away");
    this.cause = cause;
  }
}

/** The server refuses us for good: a wrong key, or no such bucket. */
export class BucketRefused extends FilesAway {
  constructor(status: number) {
    super(`The bucket answers ${status}`, 60);
  }
}

/** The server broke off in the middle of an answer. */
export class CutOff extends Error {
  override readonly name = "CutOff";
}
