/**
 * Failing on purpose. A thrown `HttpError` becomes the page for its status;
 * what else may carry a status is decided in `statusOf`.
 */

/** Thrown by a handler or middleware that wants a certain HTTP status. */
export class HttpError extends Error {
  /** The status the response will have. */
  status: number;

  constructor(status: number, message?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.status = status;
  }
}

/**
 * The status an error asks for. Any error with a `status` between 400 and 599
 * counts, so that a domain can throw its own classes without knowing HTTP's.
 */
export function statusOf(error: unknown): number {
  if (typeof error === "object" && error !== null && "status" in error) {
    const { status } = error;
    if (typeof status === "number" && Number.isInteger(status)) {
      if (status >= 400 && status <= 599) return status;
    }
  }
  return 500;
}

/** What is answered when the application has no error page of its own. */
export function plainErrorResponse(error: unknown): Response {
  const status = statusOf(error);
  const told = error instanceof HttpError ? error.message : "";
  const headers = { "content-type": "text/plain; charset=utf-8" };
  return new Response(told || `Error ${status}`, { status, headers });
}
