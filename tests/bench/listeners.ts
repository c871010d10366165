/**
 * The load: a process of its own that listens on many connections, sends, and
 * counts. Listeners are plain TCP readers that look for the first line of an
 * event and throw the rest away, so that they take as little of the machine as
 * can be. Speaks to 127.0.0.1 only; every command is bounded in count and time.
 */
import { questions, reply } from "./lines.ts";

/** Streams that hear the same messages, and how one is sent to them. */
export interface Group {
  /** The whole request head of each stream. */
  readonly heads: readonly string[];
  /** What a client of another protocol has to say first, as bytes. */
  readonly hello?: readonly number[];
  readonly post: {
    readonly path: string;
    readonly headers: Record<string, string>;
    /** `{id}` stands for an id that differs every time. */
    readonly body: string;
  };
}

/** What can be asked of this process. */
export type Command =
  | {
    readonly do: "open";
    readonly port: number;
    readonly file: string;
    /** How every message begins; that of our events unless given. */
    readonly needle?: string;
  }
  | {
    readonly do: "send";
    readonly messages: number;
    /** Messages under way at once, each to another group. */
    readonly lanes: number;
  }
  | { readonly do: "look" }
  | { readonly do: "close" };

/** What a run of sends came to. */
export interface Sent {
  readonly messages: number;
  readonly deliveries: number;
  readonly missing: number;
  readonly extra: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly bytes: number;
}

/** How the streams are. */
export interface Look {
  readonly open: number;
  readonly failed: number;
  /** Streams that have received something since the last look. */
  readonly moved: number;
}

let needle = "event: message\n";
const HEAD_END = new TextEncoder().encode("\r\n\r\n");
/** A message that takes longer is counted as missing. */
const PATIENCE = 20_000;
const OPENING_AT_ONCE = 50;

interface Crowd {
  readonly group: Group;
  expected: number;
  sentAt: number;
  arrived: number;
  done: (() => void) | null;
}

let crowds: Crowd[] = [];
let connections: Deno.TcpConn[] = [];
let port = 0;
let failed = 0;
let bytesRead = 0;
let moved = new Set<Deno.TcpConn>();
let latencies: number[] = [];
let closing = false;

/** Finds a needle in bytes that arrive in pieces. */
function finder(needle: Uint8Array): (bytes: Uint8Array) => number {
  let matched = 0;
  return (bytes) => {
    let found = 0;
    let at = 0;
    while (at < bytes.length) {
      if (matched === 0) {
        at = bytes.indexOf(needle[0]!, at);
        if (at < 0) break;
      }
      if (bytes[at] === needle[matched]) {
        at++;
        if (++matched === needle.length) {
          found++;
          matched = 0;
        }
      } else if (matched > 0) matched = 0;
      else at++;
    }
    return found;
  };
}

function note(crowd: Crowd, count: number): void {
  const now = performance.now();
  for (let i = 0; i < count; i++) {
    crowd.arrived++;
    latencies.push(now - crowd.sentAt);
  }
  if (crowd.arrived >= crowd.expected) crowd.done?.();
}

/** Opens one stream; resolves when its head has come, and goes on reading. */
async function listen(crowd: Crowd, head: string): Promise<void> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  connections.push(connection);
  await connection.write(new TextEncoder().encode(head));
  const buffer = new Uint8Array(16 * 1024);
  const size = await connection.read(buffer) ?? 0;
  const first = buffer.subarray(0, size);
  const status = new TextDecoder().decode(first.subarray(0, 12));
  if (!/ (200|101)$/.test(status) || finder(HEAD_END)(first) === 0) {
    throw new Error(`A stream answered ${status}`);
  }
  const { hello } = crowd.group;
  if (hello) await connection.write(new Uint8Array(hello));
  void follow(crowd, connection, buffer);
}

async function follow(
  crowd: Crowd,
  connection: Deno.TcpConn,
  buffer: Uint8Array,
): Promise<void> {
  const find = finder(new TextEncoder().encode(needle));
  try {
    while (true) {
      const size = await connection.read(buffer);
      if (size === null) break;
      bytesRead += size;
      moved.add(connection);
      const count = find(buffer.subarray(0, size));
      if (count > 0) note(crowd, count);
    }
  } catch { /* Counted below. */ }
  if (!closing) failed++;
}

async function open(file: string): Promise<{ open: number; failed: number }> {
  const groups = JSON.parse(await Deno.readTextFile(file)) as Group[];
  crowds = groups.map((group) => ({
    group,
    expected: 0,
    sentAt: 0,
    arrived: 0,
    done: null,
  }));
  const all = crowds.flatMap((crowd) =>
    crowd.group.heads.map((head) => ({ crowd, head }))
  );
  let next = 0;
  const lane = async () => {
    while (next < all.length) {
      const { crowd, head } = all[next++]!;
      try {
        await listen(crowd, head);
      } catch (error) {
        if (failed++ === 0) console.error(error);
      }
    }
  };
  await Promise.all(Array.from({ length: OPENING_AT_ONCE }, lane));
  return { open: connections.length, failed };
}

async function sendTo(crowd: Crowd): Promise<void> {
  const { post, heads } = crowd.group;
  crowd.expected = crowd.arrived + heads.length;
  const all = Promise.withResolvers<void>();
  crowd.done = all.resolve;
  const late = setTimeout(all.resolve, PATIENCE);
  crowd.sentAt = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}${post.path}`, {
    method: "POST",
    headers: post.headers,
    body: post.body.replace("{id}", crypto.randomUUID()),
    redirect: "manual",
  });
  await response.body?.cancel();
  if (response.status >= 400) throw new Error(`Sending: ${response.status}`);
  await all.promise;
  clearTimeout(late);
  crowd.done = null;
}

async function send(messages: number, lanes: number): Promise<Sent> {
  latencies = [];
  bytesRead = 0;
  let next = 0;
  const before = crowds.reduce((sum, { arrived }) => sum + arrived, 0);
  const began = performance.now();
  const lane = async (mine: number) => {
    // A group belongs to one lane, so that it has one message under way.
    for (let at = mine; next < messages; at += lanes) {
      next++;
      const own = Math.ceil((crowds.length - mine) / lanes);
      const turn = Math.floor(at / lanes) % own;
      await sendTo(crowds[mine + turn * lanes]!);
    }
  };
  const count = Math.min(lanes, crowds.length);
  await Promise.all(Array.from({ length: count }, (_, i) => lane(i)));
  const seconds = (performance.now() - began) / 1_000;
  // What is sent twice comes late.
  await new Promise((done) => setTimeout(done, 100));
  const deliveries = crowds.reduce((sum, { arrived }) => sum + arrived, 0) -
    before;
  const missing = crowds.reduce(
    (sum, one) => sum + Math.max(0, one.expected - one.arrived),
    0,
  );
  const extra = crowds.reduce(
    (sum, one) => sum + Math.max(0, one.arrived - one.expected),
    0,
  );
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.floor((latencies.length - 1) * share)] ?? 0;
  return {
    messages,
    deliveries,
    missing,
    extra,
    seconds,
    p50: at(0.5),
    p99: at(0.99),
    bytes: bytesRead,
  };
}

function look(): Look {
  const seen = moved.size;
  moved = new Set();
  return { open: connections.length - failed, failed, moved: seen };
}

function close(): void {
  closing = true;
  for (const connection of connections) {
    try {
      connection.close();
    } catch { /* The other side was faster. */ }
  }
  connections = [];
}

if (import.meta.main) {
  console.log("ready");
  for await (const command of questions<Command>()) {
    switch (command.do) {
      case "open":
        port = command.port;
        needle = command.needle ?? needle;
        reply(await open(command.file));
        break;
      case "send":
        reply(await send(command.messages, command.lanes));
        break;
      case "look":
        reply(look());
        break;
      case "close":
        close();
        reply({ closed: true });
        Deno.exit(0);
    }
  }
}
