/** An emoji: a letter, or a picture of this server's own whose name is its text. */
export function Emoji(
  { emoji, picture }: { emoji: string; picture?: string | undefined },
) {
  return picture
    ? (
      <img
        class="emoji"
        data-sheet="emoji"
        alt={emoji}
        title={emoji}
        src={picture}
      />
    )
    : <>{emoji}</>;
}
