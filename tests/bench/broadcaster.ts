/**
 * What fan-out is measured against: the same transport (server-sent events of
 * `Deno.serve`) and nothing else. Everything in memory; one Uint8Array of the
 * given size is made per message and shared by all listeners of a channel. No
 * store, no accounts, no bounds, no resume: less than this cannot be done here.
 *
 * `GET /<channel>` listens, `POST /<channel>` sends. Prints its port.
 */

const [size = "600"] = Deno.args;
const encoder = new TextEncoder();
const channels = new Map<
  string,
  Set<ReadableStreamDefaultController<Uint8Array>>
>();

/** A message as large as the other side's, so that both write the same bytes. */
function frame(body: string): Uint8Array {
  const head = `event: message\ndata: ${body} `;
  return encoder.encode(head.padEnd(Number(size) - 2, ".") + "\n\n");
}

function listen(channel: string): Response {
  let mine!: ReadableStreamDefaultController<Uint8Array>;
  const all = channels.get(channel) ?? new Set();
  channels.set(channel, all);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      mine = controller;
      all.add(mine);
      mine.enqueue(encoder.encode("retry: 2000\n\n"));
    },
    cancel: () => void all.delete(mine),
  }, { highWaterMark: 0 });
  return new Response(body, {
    headers: { "content-type": "text/event-stream" },
  });
}

Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(port),
}, async (req) => {
  const channel = new URL(req.url).pathname;
  if (req.method === "GET") return listen(channel);
  const bytes = frame(await req.text());
  for (const one of channels.get(channel) ?? []) one.enqueue(bytes);
  return new Response("ok");
});
