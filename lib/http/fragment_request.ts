/** Which requests want a part of a page instead of all of it. */

/**
 * Does the sender put a fragment into a page it has already? A restored
 * history entry and a swap of the whole body need the full page.
 */
export function wantsFragment(req: Request): boolean {
  const { headers } = req;
  if (headers.get("hx-history-restore-request") === "true") return false;
  if (headers.get("x-fragment") === "1") return true;
  return headers.get("hx-request") === "true" &&
    headers.get("hx-request-type") !== "full";
}
