/** Where news of a profile goes besides this process, if there are others. */
let teller: ((user: string) => void) | null = null;

/** Names who is told; null for nobody. */
export function noteProfileNews(
  then: ((user: string) => void) | null,
): void {
  teller = then;
}

/** Somebody's name, face, status or wish for quiet has changed. */
export function tellProfileNews(user: string): void {
  teller?.(user);
}
