import type { ComponentChildren } from "preact";

/** The address of somebody's page. */
export function personPath({ username }: { username: string }): string {
  return `/people/${encodeURIComponent(username)}`;
}

/** A name that leads to its person. */
export function PersonLink(
  { username, children }: { username: string; children: ComponentChildren },
) {
  return <a class="to-person" href={personPath({ username })}>{children}</a>;
}
