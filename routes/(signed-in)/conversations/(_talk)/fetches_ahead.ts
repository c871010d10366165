/** A browser that only fetches ahead has read nothing. */
export function fetchesAhead({ headers }: Request): boolean {
  return /prefetch|prerender/.test(
    headers.get("sec-purpose") ?? headers.get("x-purpose") ?? "",
  );
}
