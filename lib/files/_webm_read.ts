/**
 * Reads a WebM of sound as a browser records it: what is in it and when it is
 * heard. Tags and whatever else a recorder may have put in are passed over.
 */
import {
  BadEbml,
  type Element,
  element,
  elementAt,
  elementsOf,
  numberIn,
} from "./_ebml.ts";

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const SCALE = 0x2ad7b1;
const TRACKS = 0x1654ae6b;
const TRACK = 0xae;
const TRACK_NUMBER = 0xd7;
const TRACK_TYPE = 0x83;
const CLUSTER = 0x1f43b675;
const TIME = 0xe7;
const SIMPLE_BLOCK = 0xa3;
const BLOCK_GROUP = 0xa0;
const BLOCK = 0xa1;

const AUDIO = 2;
/** Nanoseconds in a unit of time, unless the file says otherwise. */
const MILLISECOND = 1_000_000;
/** More than a quarter of an hour has, however short each is. */
const MOST_BLOCKS = 400_000;

/** A piece of sound and when it is heard, in the file's units. */
export interface Block {
  readonly time: number;
  readonly bytes: Uint8Array;
  /** Where in the bytes the time within a cluster stands. */
  readonly timeAt: number;
}

/** A file taken apart. */
export interface Webm {
  readonly head: Uint8Array;
  readonly tracks: Uint8Array;
  /** The number of the only track. */
  readonly track: number;
  /** Nanoseconds in a unit of time. */
  readonly scale: number;
  readonly blocks: readonly Block[];
}

/** Null for what is no WebM of sound alone. One that was cut short is read as far as it goes. */
export function readWebm(bytes: Uint8Array): Webm | null {
  const reading = new Reading(bytes);
  try {
    reading.run();
  } catch (error) {
    if (!(error instanceof BadEbml)) throw error;
  }
  const { head, tracks, track, scale, blocks } = reading;
  if (!head || !tracks || track === null || blocks.length === 0) return null;
  return { head, tracks, track, scale, blocks };
}

class Reading {
  head: Uint8Array | undefined;
  tracks: Uint8Array | undefined;
  track: number | null = null;
  scale = MILLISECOND;
  readonly blocks: Block[] = [];
  readonly #bytes: Uint8Array;
  /** When the cluster under way begins. */
  #base = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  run(): void {
    const [ebml, segment] = elementsOf(this.#bytes, 0, this.#bytes.length);
    if (ebml?.id !== EBML || segment?.id !== SEGMENT) return;
    this.head = this.#bytes.slice(ebml.start, ebml.end);
    for (let at = segment.data;;) {
      const one = elementAt(this.#bytes, at, segment.end);
      if (!one || this.blocks.length > MOST_BLOCKS) return;
      this.#take(one);
      // Nobody may have said where a cluster ends, so its content is read as if
      // it stood in the segment itself.
      at = one.id === CLUSTER ? one.data : one.end;
    }
  }

  #take(one: Element): void {
    const bytes = this.#bytes;
    switch (one.id) {
      case INFO:
        for (const fact of elementsOf(bytes, one.data, one.end)) {
          if (fact.id === SCALE) {
            this.scale = numberIn(bytes, fact) || this.scale;
          }
        }
        break;
      case TRACKS:
        this.tracks = element(TRACKS, bytes.slice(one.data, one.end));
        this.track = audioTrack(bytes, one);
        break;
      case TIME:
        this.#base = numberIn(bytes, one);
        break;
      case SIMPLE_BLOCK:
        this.blocks.push(blockOf(bytes, one, one, this.#base));
        break;
      case BLOCK_GROUP:
        for (const inner of elementsOf(bytes, one.data, one.end)) {
          if (inner.id !== BLOCK) continue;
          this.blocks.push(blockOf(bytes, one, inner, this.#base));
        }
    }
  }
}

function audioTrack(bytes: Uint8Array, tracks: Element): number | null {
  const found = [...elementsOf(bytes, tracks.data, tracks.end)]
    .filter(({ id }) => id === TRACK);
  if (found.length !== 1) return null;
  const facts = [...elementsOf(bytes, found[0]!.data, found[0]!.end)];
  const type = facts.find(({ id }) => id === TRACK_TYPE);
  const n = facts.find(({ id }) => id === TRACK_NUMBER);
  const sound = type && numberIn(bytes, type) === AUDIO;
  return sound && n ? numberIn(bytes, n) : null;
}

function blockOf(
  bytes: Uint8Array,
  whole: Element,
  block: Element,
  base: number,
): Block {
  // The number of the track comes first, mostly in one byte.
  const at = block.data + Math.clz32(bytes[block.data] ?? 0) - 23;
  if (whole.cut || at + 3 > block.end) throw new BadEbml();
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  return {
    time: base + view.getInt16(0),
    bytes: bytes.slice(whole.start, whole.end),
    timeAt: at - whole.start,
  };
}
