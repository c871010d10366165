/**
 * What a browser records is a WebM that was written while it was not known how
 * long it would be: without a length and without cues no player can seek in it.
 * Here it is written anew with both.
 */
import { element, float, idBytes, joined, number } from "./_ebml.ts";
import { type Block, readWebm, type Webm } from "./_webm_read.ts";

const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const MUXER = 0x4d80;
const WRITER = 0x5741;
const TRACKS = 0x1654ae6b;
const CLUSTER = 0x1f43b675;
const TIME = 0xe7;
const SEEK_HEAD = 0x114d9b74;
const SEEK = 0x4dbb;
const SEEK_ID = 0x53ab;
const SEEK_POSITION = 0x53ac;
const CUES = 0x1c53bb6b;
const CUE = 0xbb;
const CUE_TIME = 0xb3;
const CUE_PLACE = 0xb7;
const CUE_TRACK = 0xf7;
const CUE_CLUSTER = 0xf1;

/** Nanoseconds. */
const MILLISECOND = 1_000_000;
/** Between two places one can jump to. */
const EVERY_MS = 2_000;
/** Times within a cluster have 16 bits with a sign. */
const MOST_APART = 32_000;
/** More places than these has no voice message: its times jump about. */
const MOST_CLUSTERS = 2_000;
/** A block whose successor nobody has seen lasts as long as most do. */
const BLOCK_MS = 20;
const WRITTEN_BY = new TextEncoder().encode("Parley");

interface Cluster {
  readonly time: number;
  readonly blocks: Uint8Array[];
}

/** The same sound as a file one can seek in; null for what is no WebM of sound alone. */
export function seekableWebm(
  bytes: Uint8Array,
): { bytes: Uint8Array; ms: number } | null {
  const webm = readWebm(bytes);
  if (!webm) return null;
  const perMs = MILLISECOND / webm.scale;
  const clusters = clustersOf(
    webm.blocks,
    Math.min(EVERY_MS * perMs, MOST_APART),
  );
  if (clusters.length > MOST_CLUSTERS) return null;
  const times = webm.blocks.map(({ time }) => time);
  const [first, last] = times.reduce(
    ([least, most], time) => [Math.min(least, time), Math.max(most, time)],
    [Infinity, -Infinity],
  );
  const duration = last - first + BLOCK_MS * perMs;
  const written = write(webm, clusters, duration);
  return { bytes: written, ms: Math.round(duration / perMs) };
}

/** The blocks in runs of about that many units; the first begins at zero. */
function clustersOf(blocks: readonly Block[], every: number): Cluster[] {
  const begin = blocks.reduce(
    (least, { time }) => Math.min(least, time),
    Infinity,
  );
  const clusters: Cluster[] = [];
  for (const { time: heard, bytes, timeAt } of blocks) {
    const time = heard - begin;
    const open = clusters.at(-1);
    const since = open ? time - open.time : Infinity;
    if (since < 0 || since >= every) clusters.push({ time, blocks: [] });
    const cluster = clusters.at(-1)!;
    new DataView(bytes.buffer).setInt16(timeAt, time - cluster.time);
    cluster.blocks.push(bytes);
  }
  return clusters;
}

function write(
  { head, tracks, track, scale }: Webm,
  clusters: readonly Cluster[],
  duration: number,
): Uint8Array {
  const info = element(
    INFO,
    element(SCALE, number(scale)),
    element(DURATION, float(duration)),
    element(MUXER, WRITTEN_BY),
    element(WRITER, WRITTEN_BY),
  );
  const written = clusters.map(({ time, blocks }) =>
    element(CLUSTER, element(TIME, number(time)), ...blocks)
  );
  // All numbers take eight bytes: a first draft has the sizes of the last.
  const cuesFrom = (start: number) => {
    let at = start;
    return element(
      CUES,
      ...clusters.map(({ time }, i) => {
        const place = at;
        at += written[i]!.length;
        return element(
          CUE,
          element(CUE_TIME, number(time)),
          element(
            CUE_PLACE,
            element(CUE_TRACK, number(track)),
            element(CUE_CLUSTER, number(place)),
          ),
        );
      }),
    );
  };
  const seekTo = (id: number, at: number) =>
    element(
      SEEK,
      element(SEEK_ID, idBytes(id)),
      element(SEEK_POSITION, number(at)),
    );
  const headFrom = (first: number) =>
    element(
      SEEK_HEAD,
      seekTo(INFO, first),
      seekTo(TRACKS, first + info.length),
      seekTo(CUES, first + info.length + tracks.length),
    );
  const first = headFrom(0).length;
  const start = first + info.length + tracks.length + cuesFrom(0).length;
  const segment = element(
    SEGMENT,
    headFrom(first),
    info,
    tracks,
    cuesFrom(start),
    ...written,
  );
  return joined([head, segment]);
}
