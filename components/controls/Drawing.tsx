/** One line drawing by its path; most want an `Icon`, which knows them by name. */
export function Drawing(
  { d, class: className, flip = false }: {
    d: string;
    class?: string | undefined;
    /** Does it point along the line, and so turn round right-to-left? */
    flip?: boolean;
  },
) {
  return (
    <svg
      class={className}
      viewBox="0 0 24 24"
      aria-hidden="true"
      data-flip={flip ? "" : undefined}
    >
      <path d={d} />
    </svg>
  );
}
