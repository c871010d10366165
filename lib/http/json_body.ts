/** JSON as programs send it to `/api`. */
import { Invalid } from "@/lib/errors.ts";
import { formLimit, readBytes } from "@/lib/http/forms.ts";
import { RequestProblem } from "@/lib/http/request_problem.ts";

/** Does any text within a value hold half a character or a NUL? */
function isDamaged(value: unknown): boolean {
  if (typeof value === "string") {
    return !value.isWellFormed() || value.includes("\0");
  }
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) =>
    isDamaged(key) || isDamaged(inner)
  );
}

/**
 * The JSON value of a body. Its shape is for `parse…` to check. Throws
 * `RequestProblem` (400, 413, 415), or `Invalid` when a text is damaged.
 */
export async function readJson(
  req: Request,
  options: { limit?: number } = {},
): Promise<unknown> {
  const type = req.headers.get("content-type") ?? "";
  if (!/^application\/([a-z.+-]+\+)?json\s*(;|$)/i.test(type)) {
    await req.body?.cancel().catch(() => {});
    throw new RequestProblem(415, { key: "error.wrong_type" });
  }
  const bytes = await readBytes(req, options.limit ?? formLimit);
  let value: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    value = JSON.parse(text);
    // Nested deeper than any parser of ours would follow: the call stack ends.
    if (isDamaged(value)) {
      throw new Invalid({ body: { key: "error.bad_text" } });
    }
  } catch (error) {
    if (error instanceof Invalid) throw error;
    throw new RequestProblem(400, { key: "error.bad_request" });
  }
  return value;
}
