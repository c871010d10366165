/** Moves the clock of this process for as long as something runs. */
export async function atTime<R>(
  ahead: number,
  run: () => Promise<R>,
): Promise<R> {
  const real = Date.now;
  Date.now = () => real() + ahead;
  try {
    return await run();
  } finally {
    Date.now = real;
  }
}
