/** Requests byte by byte, for what no well-behaved client would send. */

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const encoder = new TextEncoder();

/** What is written, piece by piece; a promise is waited for in between. */
export type Piece = string | Uint8Array | Promise<void>;

/**
 * Writes bytes to the port and reads the answer to its end. The request should
 * say `Connection: close`; whoever does not answer within the time fails.
 */
export async function overTheWire(
  port: number,
  request: string | Uint8Array | readonly Piece[],
  patience = 3_000,
): Promise<WireAnswer> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const pieces: readonly Piece[] =
      typeof request === "string" || request instanceof Uint8Array
        ? [request]
        : request;
    const late = new Promise<never>((_, fail) => {
      timer = setTimeout(
        () => fail(new Error(`No answer in ${patience} ms`)),
        patience,
      );
    });
    const writing = writeAll(connection, pieces);
    const answer = await Promise.race([readAnswer(connection), late]);
    await writing;
    return answer;
  } finally {
    clearTimeout(timer);
    try {
      connection.close();
    } catch { /* the other side was quicker */ }
  }
}

async function writeAll(
  to: Deno.Conn,
  pieces: readonly Piece[],
): Promise<void> {
  try {
    for (const piece of pieces) {
      if (piece instanceof Promise) {
        await piece;
        continue;
      }
      const bytes = typeof piece === "string" ? encoder.encode(piece) : piece;
      for (let at = 0; at < bytes.length;) {
        at += await to.write(bytes.subarray(at));
      }
    }
  } catch { /* refused before it was read: the answer says why */ }
}

async function readAnswer(from: Deno.Conn): Promise<WireAnswer> {
  const parts: number[] = [];
  const buffer = new Uint8Array(16_384);
  try {
    for (;;) {
      const size = await from.read(buffer);
      if (size === null) break;
      for (let i = 0; i < size; i++) parts.push(buffer[i]!);
      const answer = parse(new Uint8Array(parts));
      if (answer) return answer;
    }
  } catch (error) {
    // A reset after the answer is the answer's end.
    if (parts.length === 0) throw error;
  }
  const whole = parse(new Uint8Array(parts), true);
  if (!whole) throw new Error("The connection ended without an answer");
  return whole;
}

/** The answer, if these bytes are the whole of one. */
function parse(bytes: Uint8Array, ended = false): WireAnswer | null {
  const text = new TextDecoder().decode(bytes);
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const [first = "", ...lines] = text.slice(0, end).split("\r\n");
  const headers = new Headers();
  for (const line of lines) {
    const at = line.indexOf(":");
    headers.append(line.slice(0, at), line.slice(at + 1).trim());
  }
  const status = Number(first.split(" ")[1]);
  const rest = text.slice(end + 4);
  if (headers.get("transfer-encoding") === "chunked") {
    const whole = unchunk(rest);
    return whole === null && !ended
      ? null
      : { status, headers, body: whole ?? rest };
  }
  const length = Number(headers.get("content-length") ?? (ended ? 0 : NaN));
  const size = bytes.length - encoder.encode(text.slice(0, end + 4)).length;
  return ended || size >= length ? { status, headers, body: rest } : null;
}

function unchunk(text: string): string | null {
  // Sizes are in bytes, so the text is walked as bytes.
  const bytes = encoder.encode(text);
  const decoder = new TextDecoder();
  let body = "";
  for (let at = 0;;) {
    const line = bytes.indexOf(10, at);
    if (line < 0) return null;
    const size = parseInt(decoder.decode(bytes.subarray(at, line)), 16);
    if (Number.isNaN(size)) return null;
    if (size === 0) return body;
    if (line + 1 + size + 2 > bytes.length) return null;
    body += decoder.decode(bytes.subarray(line + 1, line + 1 + size));
    at = line + 1 + size + 2;
  }
}

/** The resident memory of a process, in bytes; 0 where the system does not tell. */
export async function memoryOf(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`)
    .catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024;
}
