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

const words: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Content too large",
  415: "Unsupported media type",
  422: "Unprocessable content",
  429: "Too many requests",
  503: "Service unavailable",
  507: "Insufficient storage",
};

/** What is answered when the application has no error page of its own. */
export function plainErrorResponse(error: unknown): Response {
  const status = statusOf(error);
  const told = error instanceof HttpError && error.message !== ""
    ? error.message
    : words[status];
  const text = told ?? (status < 500 ? "Error" : "Internal server error");
  return new Response(text, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
}
