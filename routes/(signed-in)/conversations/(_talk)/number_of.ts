/** A message's number out of an address; undefined for whatever is none. */
export function numberOf(text: string | null | undefined): number | undefined {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
