/** What the pages of signing up hand on to each other, as a query; often nothing. */
export function signUpQuery(
  { invite, adding }: {
    /** The code of the link somebody came by, or empty. */
    readonly invite: string;
    /** Is somebody signed in, whom the new account joins? */
    readonly adding: boolean;
  },
): string {
  const query = new URLSearchParams();
  if (adding) query.set("add", "1");
  if (invite) query.set("invite", invite);
  return query.size > 0 ? `?${query}` : "";
}
