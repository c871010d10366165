/** Counters of live delivery, read by `/metrics`. */
export const gauges = {
  /** Streams and logs open now. */
  streams: 0,
  /** Events written to streams since start. */
  delivered: 0,
  /** Streams ended because their reader did not keep up. */
  droppedSlow: 0,
  /** Streams that resumed from a cursor. */
  resumed: 0,
  /** Streams told to fetch the page anew because the gap could not be replayed. */
  resets: 0,
  /** Events no renderer could draw. */
  renderFailures: 0,
};
