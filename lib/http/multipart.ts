/**
 * A form with files, read while it arrives (RFC 7578). Whoever reads a part
 * pulls its bytes from the network: no more than a piece of it is in memory,
 * and what is not read does not come.
 */
import { Buffer } from "node:buffer";
import { tooLarge } from "@/lib/http/body_guard.ts";
import { RequestProblem } from "@/lib/http/request_problem.ts";

/** One field of the form, to be read before the next one is asked for. */
export interface FormPart {
  readonly name: string;
  /** As it was sent; null for what is no file. */
  readonly filename: string | null;
  /** What the sender says it is. */
  readonly type: string;
  readonly bytes: AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** Bytes of the headers of one part. */
const HEADERS_MOST = 8_192;
const PARTS_MOST = 1_000;
const CRLF = "\r\n";

const badForm = () => new RequestProblem(400, { key: "error.bad_form" });

/** Bytes on their way, counted. */
export class Incoming {
  #held = Buffer.from(CRLF);
  #source: AsyncIterator<Uint8Array>;
  #arrived = 0;
  #failure: RequestProblem | undefined;

  /** @param limit of all of it; may be raised later */
  constructor(body: ReadableStream<Uint8Array>, public limit: number) {
    this.#source = body[Symbol.asyncIterator]();
  }

  /** Gets more. The guard's own reasons pass; a cut connection is a damaged form. */
  async #more(): Promise<void> {
    if (this.#failure) throw this.#failure;
    try {
      const { value, done } = await this.#source.next();
      if (done) throw badForm();
      this.#arrived += value.byteLength;
      if (this.#arrived > this.limit) throw tooLarge(this.limit);
      const { buffer, byteOffset, byteLength } = value;
      const fresh = Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
      this.#held = this.#held.length === 0
        ? fresh
        : Buffer.concat([this.#held, fresh]);
    } catch (error) {
      this.#failure = error instanceof RequestProblem ? error : badForm();
      throw this.#failure;
    }
  }

  /** Everything up to a mark, which goes too; piece by piece as it comes. */
  async *until(
    mark: Buffer,
    most = Infinity,
  ): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
    for (let given = 0;;) {
      const at = this.#held.indexOf(mark);
      // The last bytes may be the beginning of the mark.
      const sure = at >= 0
        ? at
        : Math.max(0, this.#held.length - mark.length + 1);
      given += sure;
      if (given > most) throw badForm();
      if (sure > 0) {
        const piece = this.#held.subarray(0, sure);
        this.#held = this.#held.subarray(sure);
        yield piece as Uint8Array<ArrayBuffer>;
      }
      if (at >= 0) {
        this.#held = this.#held.subarray(mark.length);
        return;
      }
      await this.#more();
    }
  }

  /** So many bytes as text. */
  async take(count: number): Promise<string> {
    while (this.#held.length < count) await this.#more();
    const text = this.#held.toString("latin1", 0, count);
    this.#held = this.#held.subarray(count);
    return text;
  }

  /** Nothing more is wanted of it. */
  async stop(): Promise<void> {
    await this.#source.return?.().catch(() => {});
  }
}

/** The parts in the order in which they come. @throws RequestProblem */
export async function* partsOf(
  type: string,
  incoming: Incoming,
): AsyncGenerator<FormPart, void> {
  const found = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type);
  const boundary = found?.[1] ?? found?.[2] ?? "";
  if (boundary === "" || boundary.length > 200) throw badForm();
  const mark = Buffer.from(`${CRLF}--${boundary}`);
  // What stands before the first boundary belongs to nobody.
  await gather(incoming.until(mark, HEADERS_MOST));
  for (let count = 0;; count++) {
    const after = await incoming.take(2);
    if (after === "--") return await incoming.stop();
    if (after !== CRLF || count === PARTS_MOST) throw badForm();
    const head = await gather(
      incoming.until(Buffer.from(CRLF + CRLF), HEADERS_MOST),
    );
    let ended = false;
    const bytes = async function* () {
      yield* incoming.until(mark);
      ended = true;
    };
    yield { ...aboutPart(new TextDecoder().decode(head)), bytes: bytes() };
    // Whoever did not want all of it gets the next part all the same.
    if (!ended) { for await (const _ of incoming.until(mark)); }
  }
}

/** Bytes one after the other, as one. */
export async function gather(
  pieces: AsyncIterable<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  // A copy: a piece is a part of what else came with it.
  return Uint8Array.from(Buffer.concat(parts));
}

function aboutPart(head: string): Omit<FormPart, "bytes"> {
  const headers = new Map(
    head.split(CRLF).map((line) => {
      const at = line.indexOf(":");
      if (at < 1) throw badForm();
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
  const said = parametersOf(headers.get("content-disposition") ?? "");
  const name = said.get("name");
  if (name === undefined) throw badForm();
  return {
    name,
    filename: said.get("filename") ?? null,
    type: headers.get("content-type") ?? "",
  };
}

/** The parameters of `form-data; name="a"; filename="b"`. */
function parametersOf(text: string): Map<string, string> {
  const begin = /^form-data(?=;)/i.exec(text);
  if (!begin) throw badForm();
  const one = /;\s*([a-z*]+)=(?:"((?:\\"|[^"])*)"|([^;"\s]*))\s*/iy;
  one.lastIndex = begin[0].length;
  const found = new Map<string, string>();
  for (let match = one.exec(text); match; match = one.exec(text)) {
    const [, key, quoted, bare] = match;
    found.set(key!.toLowerCase(), unescaped(quoted ?? bare!));
  }
  return found;
}

/** Browsers write three characters as `%…`, other senders `\"`; all else is as it is. */
function unescaped(text: string): string {
  return text.replace(
    /%22|%0d|%0a|\\"/gi,
    (sign) =>
      sign === "%0D" || sign === "%0d" ? "\r" : /a/i.test(sign) ? "\n" : '"',
  );
}
