/** The product's mark: two people's bubbles, one answering the other. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M9 3h12a6 6 0 0 1 6 6v3H15a6 6 0 0 0-6 6v6l-4.3 3.4A1 1 0 0 1 3 26.5V9a6 6 0 0 1 6-6z" />
      <path
        opacity=".55"
        d="M17 14h8a4 4 0 0 1 4 4v10.2a.8.8 0 0 1-1.3.6L25 26.5h-8a4 4 0 0 1-4-4V18a4 4 0 0 1 4-4z"
      />
    </svg>
  );
}
