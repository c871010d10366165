/** One request to one address that was checked before, and its bounded answer. */
import http from "node:http";
import https from "node:https";
import { OutgoingRefused } from "./refused.ts";

/** What is sent, and how much may come back. */
export interface Exchange {
  readonly url: URL;
  /** The checked address; the connection goes there whatever the name says by now. */
  readonly address: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array | null;
  /** Bytes, after unpacking. */
  readonly limit: number;
  /** Is the beginning enough when there are more? */
  readonly cut: boolean;
  readonly signal: AbortSignal;
}

const PACKED: Record<string, CompressionFormat> = {
  gzip: "gzip",
  "x-gzip": "gzip",
  deflate: "deflate",
};

function reasonOf(error: unknown): OutgoingRefused {
  if (error instanceof OutgoingRefused) return error;
  const { code = "", name = "" } = error as { code?: string; name?: string };
  if (name === "TimeoutError" || name === "AbortError") {
    return new OutgoingRefused("timeout");
  }
  if (/CERT|SIGNATURE|TLS_|SELF_SIGNED|ISSUER/.test(code)) {
    return new OutgoingRefused("certificate", code);
  }
  if (/^HPE_|INVALID_HTTP/.test(code) || error instanceof TypeError) {
    return new OutgoingRefused("malformed", code);
  }
  return new OutgoingRefused("unreachable", code || name);
}

/** Sends it and reads the whole answer. @throws OutgoingRefused */
export async function exchange(asked: Exchange): Promise<Response> {
  try {
    const answer = await send(asked);
    return await read(answer, asked);
  } catch (error) {
    throw reasonOf(asked.signal.aborted ? asked.signal.reason : error);
  }
}

function send(asked: Exchange): Promise<http.IncomingMessage> {
  const { url, address, signal } = asked;
  const family = address.includes(":") ? 6 : 4;
  const { promise, resolve, reject } = Promise.withResolvers<
    http.IncomingMessage
  >();
  const request = (url.protocol === "https:" ? https : http).request({
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port || (url.protocol === "https:" ? 443 : 80),
    path: url.pathname + url.search,
    method: asked.method,
    headers: asked.headers,
    // No connection is kept: another request is another check.
    agent: false,
    signal,
    lookup: (_name, options, done) => {
      if (options.all) done(null, [{ address, family }]);
      else done(null, address, family);
    },
  }, resolve);
  request.on("error", reject);
  // A 101 would leave us with a bare socket.
  request.on("upgrade", (_answer, socket) => {
    socket.destroy();
    reject(new OutgoingRefused("malformed", "upgrade"));
  });
  request.end(asked.body ?? undefined);
  return promise;
}

async function read(
  answer: http.IncomingMessage,
  { limit, cut, method, signal }: Exchange,
): Promise<Response> {
  const status = answer.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    // Nobody here keeps cookies, so nobody gets to see any.
    if (value === undefined || name === "set-cookie") continue;
    headers.set(name, String(value));
  }
  try {
    if (!cut && Number(headers.get("content-length")) > limit) {
      throw new OutgoingRefused("too-large");
    }
    const bytes = await collect(unpack(answer, headers), limit, cut, signal);
    const empty = method === "HEAD" || [204, 205, 304].includes(status);
    if (status < 200 || status > 599) throw new OutgoingRefused("malformed");
    return new Response(empty ? null : bytes, { status, headers });
  } finally {
    answer.destroy();
  }
}

/** The body as it was before it was packed for the way. */
function unpack(
  answer: http.IncomingMessage,
  headers: Headers,
): AsyncIterable<Uint8Array> {
  const packing = headers.get("content-encoding")?.trim().toLowerCase() ?? "";
  if (packing === "" || packing === "identity") return answer;
  const format = PACKED[packing];
  if (!format) throw new OutgoingRefused("malformed", "encoding");
  headers.delete("content-encoding");
  headers.delete("content-length");
  return ReadableStream.from(answer as AsyncIterable<Uint8Array<ArrayBuffer>>)
    .pipeThrough(new DecompressionStream(format));
}

async function collect(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
  cut: boolean,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    const room = limit - size;
    if (chunk.byteLength > room) {
      if (!cut) throw new OutgoingRefused("too-large");
      kept.push(chunk.subarray(0, room));
      size = limit;
      break;
    }
    size += chunk.byteLength;
    kept.push(chunk);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of kept) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}
