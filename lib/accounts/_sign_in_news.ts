/** Where news of a new sign-in goes besides this process, if there are others. */
let teller: ((user: string, session: string) => void) | null = null;

/** Names who is told; null for nobody. */
export function noteSignInNews(
  then: ((user: string, session: string) => void) | null,
): void {
  teller = then;
}

/** Somebody signed in from a new device or place. */
export function tellSignInNews(user: string, session: string): void {
  teller?.(user, session);
}
