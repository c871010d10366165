/** `page()`: a handler's answer that lets the page component draw. */
import type { PageResponse } from "./types.ts";

/** Draw the route's component with this data, status and headers. */
export function page(): PageResponse<undefined>;
export function page<T>(
  data: T,
  options?: { headers?: HeadersInit; status?: number },
): PageResponse<T>;
export function page(
  data?: unknown,
  options?: { headers?: HeadersInit; status?: number },
): PageResponse<unknown> {
  return { data, headers: options?.headers, status: options?.status };
}
