/**
 * Forms as browsers send them. Whatever arrives, the answer is a form or a
 * problem with a status and a sentence; never a bare TypeError.
 */
import { checkLength, tooLarge } from "@/lib/http/body_guard.ts";
import { Form } from "@/lib/http/form.ts";
import { fieldsOf } from "@/lib/http/form_fields.ts";
import { factsOf } from "@/lib/http/request_facts.ts";
import { RequestProblem } from "@/lib/http/request_problem.ts";

/** The largest form: long texts, but no files. */
export const formLimit = 1_048_576;

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

async function read(req: Request, limit: number): Promise<Form> {
  const type = req.headers.get("content-type")?.trim() ?? "";
  const known =
    /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;
  if (type !== "" && !known.test(type)) {
    await req.body?.cancel().catch(() => {});
    throw wrongType();
  }
  const bytes = await readBytes(req, limit);
  if (bytes.length === 0) throw emptyForm();
  if (type === "") throw wrongType();
  const fields = await fieldsOf(type, bytes);
  if (fields.length > fieldCap) {
    throw new RequestProblem(400, { key: "error.bad_form" });
  }
  return new Form(fields);
}

const readAlready = new WeakMap<Request, Promise<Form>>();

/**
 * The form a request carries. Asked again, the same one: the check of the form
 * token has read it before the route does. Throws `RequestProblem` (400, 408,
 * 413, 415) or `Invalid` at a field whose text is damaged.
 */
export function readForm(
  req: Request,
  options: { limit?: number } = {},
): Promise<Form> {
  let form = readAlready.get(req);
  if (!form) {
    form = read(req, options.limit ?? factsOf(req).bodyLimit ?? formLimit);
    readAlready.set(req, form);
  }
  return form;
}
