/** A conversation as one never-ending page, for readers without scripts. */
import type { Reader } from "@/lib/i18n/reader.ts";
import type { LiveEvent } from "./events.ts";
import { formatKey, type Frame } from "./frame.ts";
import { hub as processHub } from "./hub.ts";
import type { Ending } from "./listening.ts";
import { StreamListener } from "./listener.ts";
import { begin, type OpenOptions } from "./stream.ts";
import { gzipSink, packed } from "./gzip.ts";
import { openBody } from "./transport.ts";

/**
 * Logs one session may hold open. Browsers open six connections per host: with
 * an endless frame in every tab the seventh tab would never load.
 */
export const MOST_LOGS = 3;

const encoder = new TextEncoder();

/** What a log needs beside what every stream does. */
export interface LogOptions extends OpenOptions {
  readonly reader: Reader;
  readonly conversation: string;
  /** The document's beginning: doctype, head, the rows up to `cursor`, and whatever must stay open. */
  readonly head: string;
  /** The last number the head shows: it may have come after `cursor` was taken. */
  readonly shown?: number;
  /** Does the reader understand gzip? On a slow line that is most of the page. */
  readonly gzip?: boolean;
  /** The last line for each reason, with its link to go on, and the document's end. */
  readonly ending: (reason: Ending) => string;
}

/** Opens the streamed page of one conversation. Its renderer gives rows without script. */
export function openLog(options: LogOptions): Response {
  const hub = options.hub ?? processHub;
  hub.makeRoom(options.session, "log", MOST_LOGS);
  const { body, sink: plain } = openBody(() => listener.close());
  const { gzip = false } = options;
  const sink = gzip ? gzipSink(plain) : plain;
  const write = (html: string) => {
    const bytes = encoder.encode(html);
    return gzip ? packed(bytes) : bytes;
  };
  const name = gzip ? "log gzip" : "log";
  const listener: StreamListener = new StreamListener(hub, sink, {
    kind: "log",
    session: options.session,
    user: options.user,
    only: options.conversation,
    see: (event) =>
      isShown(event, options.shown ?? 0)
        ? null
        : options.see
        ? options.see(event)
        : event,
    format: {
      name,
      key: formatKey(name, options.reader),
      reader: options.reader,
      render: options.render,
      encode: ({ html }: Frame) =>
        html === undefined ? null : write(html + "\n"),
    },
    // A comment keeps proxies from closing a quiet page.
    heartbeat: write("<!---->"),
    farewell: (reason) => write(options.ending(reason)),
  });
  sink.write(write(options.head));
  begin(listener, options, () => listener.end("restart"));
  return new Response(body, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      ...gzip ? { "content-encoding": "gzip" } : {},
      vary: "accept-encoding",
    },
  });
}

/** On this page nothing can be put in the place of what was written before. */
function isShown(event: LiveEvent, shown: number): boolean {
  if (event.type === "message-added") return event.message.seq <= shown;
  return event.type === "note-added" && event.entry.seq <= shown;
}
