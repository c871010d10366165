import { type Continued, continueUpload } from "@/lib/files/continue_upload.ts";
import { Problem } from "@/lib/errors.ts";
import { RequestProblem } from "@/lib/http/request_problem.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";
import {
  checksumOf,
  numberOf,
  reply,
} from "@/routes/(signed-in)/uploads/(_tus)/tus.ts";

/** The status for bytes that could not be added. */
const REFUSED: Readonly<
  Record<Exclude<Continued["is"], "kept">, number>
> = {
  gone: 404,
  busy: 423,
  elsewhere: 409,
  beyond: 413,
  "other sum": 460,
};

/** Adds the bytes of a request. @returns what is wrong with it, if anything is */
export async function addBytes(
  { req, state }: { req: Request; state: SignedInState },
  id: string,
  offset: number,
): Promise<Response | null> {
  if (req.headers.get("content-type") !== "application/offset+octet-stream") {
    return reply(415);
  }
  const checksum = checksumOf(req.headers.get("upload-checksum"));
  if (checksum === null || !req.body) return reply(400);
  const announced = numberOf(req.headers.get("content-length"));
  const done = await continueUpload(
    state.user,
    id,
    offset,
    arriving(req.body),
    checksum,
  );
  if (done.is !== "kept") return reply(REFUSED[done.is]);
  // Stopped because the sender seemed to be gone.
  const cut = announced !== null && done.offset < offset + announced;
  return cut ? reply(408) : null;
}

/** A connection that was cut is no fault of the server's. */
async function* arriving(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const piece of body) yield piece;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new RequestProblem(400, { key: "error.bad_request" });
  }
}
