/** The hidden proof that a form came from this page of this session. */
export function FormToken({ token }: { token: string }) {
  return <input type="hidden" name="csrf" value={token} />;
}
