/** Records what somebody says. Everything that browsers do differently about it is here. */
import {
  VOICE_BAR_MOST,
  VOICE_BARS,
  VOICE_LONGEST,
} from "@/lib/messages/voice_model.ts";

/** Bits a second: speech is clear, and a quarter of an hour stays small. */
const BITS = 32_000;

/** How long a recording of this size may be: a browser does not quite hit what it aims at. */
export function longestIn(megabytes: number): number {
  return Math.min(VOICE_LONGEST, megabytes * 8_000_000 / BITS * 850);
}

/** What browsers can record and others can play, the best first: Safari knows MP4 alone for long. */
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
/** Between two looks at the level. */
const LOOK = 50;

/** What came of it. */
export interface Recorded {
  readonly file: File;
  readonly ms: number;
  readonly bars: readonly number[];
}

/** A recording under way. */
export class Recording {
  readonly #stream: MediaStream;
  readonly #recorder: MediaRecorder;
  readonly #sound = new AudioContext();
  readonly #levels: number[] = [];
  readonly #parts: Blob[] = [];
  readonly #timer: ReturnType<typeof setInterval>;
  #spent = 0;
  #since = performance.now();

  /** @param look called with the level, from 0 to 1, and the length so far */
  constructor(
    stream: MediaStream,
    look: (level: number, ms: number) => void,
  ) {
    this.#stream = stream;
    const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one));
    this.#recorder = new MediaRecorder(stream, {
      audioBitsPerSecond: BITS,
      ...(type ? { mimeType: type } : {}),
    });
    this.#recorder.ondataavailable = ({ data }) => this.#parts.push(data);
    const analyser = this.#sound.createAnalyser();
    this.#sound.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.#timer = setInterval(() => {
      if (this.#recorder.state !== "recording") return;
      analyser.getFloatTimeDomainData(samples);
      const level = loudness(samples);
      this.#levels.push(level);
      look(level, this.ms);
    }, LOOK);
    this.#recorder.start();
  }

  /** How long it is so far. */
  get ms(): number {
    const running = this.#recorder.state === "recording";
    return this.#spent + (running ? performance.now() - this.#since : 0);
  }

  pause(): void {
    this.#spent = this.ms;
    this.#recorder.pause();
  }

  resume(): void {
    this.#since = performance.now();
    this.#recorder.resume();
  }

  /** Ends it and lets go of the microphone. */
  async stop(): Promise<Recorded> {
    const ms = Math.round(this.ms);
    clearInterval(this.#timer);
    // A microphone that was pulled out has ended it already.
    if (this.#recorder.state !== "inactive") {
      const ended = new Promise((done) => this.#recorder.onstop = done);
      this.#recorder.stop();
      await ended;
    }
    for (const track of this.#stream.getTracks()) track.stop();
    await this.#sound.close();
    // The codecs behind it would be part of what a form sends.
    const [type = ""] = this.#recorder.mimeType.split(";");
    const file = new File(this.#parts, "voice", { type });
    return { file, ms, bars: barsOf(this.#levels) };
  }
}

/** From silence, 0, to as loud as speech gets, 1. */
function loudness(samples: Float32Array): number {
  const sum = samples.reduce((sum, sample) => sum + sample * sample, 0);
  const decibels = 10 * Math.log10(sum / samples.length + 1e-9);
  return Math.min(1, Math.max(0, (decibels + 60) / 55));
}

/** As many bars as are drawn, the loudest of them whole. */
export function barsOf(levels: readonly number[]): number[] {
  if (levels.length === 0) return [];
  const loudest = Math.max(...levels) || 1;
  return Array.from({ length: VOICE_BARS }, (_, i) => {
    const from = Math.floor(i * levels.length / VOICE_BARS);
    const to = Math.max(
      from + 1,
      Math.floor((i + 1) * levels.length / VOICE_BARS),
    );
    const level = Math.max(...levels.slice(from, to));
    return Math.round(level / loudest * VOICE_BAR_MOST);
  });
}

/** Which sentence tells why nothing is recorded. */
export function whyNot(
  error: unknown,
): "refused" | "no_microphone" | "failed" {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  return name === "NotFoundError" ? "no_microphone" : "failed";
}
