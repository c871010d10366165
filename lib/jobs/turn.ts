/** A job may take this long before it leaves the rest to another one. */
const TURN = 20_000;

/**
 * Tells whether a job's turn is over. Work that may take long does a piece at a
 * time, and when the turn is over puts what is left into a job of its own: so
 * others come to theirs, and no lease ends in the middle.
 */
export function turn(signal: AbortSignal): () => boolean {
  const began = performance.now();
  return () => signal.aborted || performance.now() - began > TURN;
}
