/**
 * Forms as browsers send them. Whatever arrives, the answer is a form or a
 * problem with a status and a sentence; never a bare TypeError.
 */
import { checkLength, tooLarge } from "@/lib/http/body_guard.ts";
import { Form } from "@/lib/http/form.ts";
import { fieldsOf } from "@/lib/http/form_fields.ts";
import { ArrivingForm, type Takes } from "@/lib/http/form_stream.ts";
import { factsOf } from "@/lib/http/request_facts.ts";
import { RequestProblem } from "@/lib/http/request_problem.ts";

/** The largest form: long texts, but no files. */
export const formLimit = 1_048_576;

/** The largest form that is ever held in memory: one with a sound or a picture. */
const memoryLimit = 11_000_000;
const limitOf = (req: Request) =>
  Math.min(factsOf(req).bodyLimit ?? formLimit, memoryLimit);

const fieldCap = 1_000;
const emptyForm = () => new RequestProblem(400, { key: "error.empty_form" });
const wrongType = () => new RequestProblem(415, { key: "error.wrong_type" });

/** Everything a body holds, up to `limit` bytes. */
export async function readBytes(
  req: Request,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  checkLength(req, limit);
  if (req.bodyUsed) throw emptyForm();
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of req.body ?? []) {
      size += part.byteLength;
      if (size > limit) throw tooLarge(limit);
      parts.push(part);
    }
  } catch (error) {
    // The guard's own reasons pass; a cut connection is a damaged form.
    throw error instanceof RequestProblem
      ? error
      : new RequestProblem(400, { key: "error.bad_form" });
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

type Begun = ArrivingForm | Form;

async function begin(req: Request, limit: number): Promise<Begun> {
  const type = req.headers.get("content-type")?.trim() ?? "";
  const known =
    /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;
  if (type !== "" && !known.test(type)) {
    await req.body?.cancel().catch(() => {});
    throw wrongType();
  }
  if (/^multipart/i.test(type)) {
    if (!req.body || req.bodyUsed) throw emptyForm();
    return await ArrivingForm.begin(req.body, type, formLimit);
  }
  const bytes = await readBytes(req, limit);
  if (bytes.length === 0) throw emptyForm();
  if (type === "") throw wrongType();
  const fields = fieldsOf(bytes);
  if (fields.length > fieldCap) {
    throw new RequestProblem(400, { key: "error.bad_form" });
  }
  return new Form(fields);
}

const begun = new WeakMap<Request, Promise<Begun>>();
const readAlready = new WeakMap<Request, Promise<Form>>();

function beginOnce(req: Request, limit: number): Promise<Begun> {
  let form = begun.get(req);
  if (!form) begun.set(req, form = begin(req, limit));
  return form;
}

/**
 * The texts of a form that stand before its first file, the rest of it not yet
 * read: enough to see whose form it is.
 */
export async function readFirstTexts(req: Request): Promise<Form> {
  const form = await beginOnce(req, limitOf(req));
  return form instanceof Form ? form : form.soFar;
}

/** How a form is read. */
export interface ReadOptions {
  /** The largest body. */
  readonly limit?: number;
  /** What becomes of its files; without it they are held in memory. */
  readonly takes?: Takes;
}

/** For whoever shows the form again and does nothing else: its texts, and no file. */
export const textsOnly: ReadOptions = { takes: {}, limit: 100_000_000 };

/**
 * The form a request carries. Asked again, the same one. Throws
 * `RequestProblem` (400, 408, 413, 415) or `Invalid` at a field whose text is
 * damaged; with `takes` the form carries such a problem instead.
 */
export function readForm(
  req: Request,
  options: ReadOptions = {},
): Promise<Form> {
  let form = readAlready.get(req);
  if (!form) {
    const limit = options.limit ?? limitOf(req);
    form = finish(req, limit, options.takes);
    readAlready.set(req, form);
  }
  return form;
}

async function finish(
  req: Request,
  limit: number,
  takes: Takes | undefined,
): Promise<Form> {
  if (!takes) checkLength(req, limit);
  const form = await beginOnce(req, takes ? formLimit : limit);
  if (form instanceof Form) return form;
  return takes ? await form.take(takes, limit) : await form.gather(limit);
}
