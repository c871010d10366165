/** A bucket for tests: a real server of the S3 kind, and before it one that can misbehave. */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { isSigned } from "./s3_signature.ts";
import { Bucket, type Patience } from "@/lib/outgoing/bucket.ts";

/** What the one before it does; may be changed while it runs. */
export interface Unwell {
  /** Which requests it does it to; all unless given. */
  only?: RegExp;
  /** How many more. */
  times: number;
  how:
    /** Answers with this. */
    | { status: number }
    /** Takes the request, does it, and says nothing for so long. */
    | { slow: number }
    /** Closes the connection after so many bytes of the answer. */
    | { cut: number }
    /** Closes it before it has read what is sent. */
    | "hang-up";
}

/** A running one. */
export interface S3Server {
  /** As it is in `S3_URL`: the bucket behind the one that can misbehave. */
  readonly url: string;
  readonly folder: string;
  unwell: Unwell | null;
  /** `METHOD path` of each request. */
  readonly asked: string[];
  bucket(patience?: Partial<Patience>, secretKey?: string): Bucket;
  settings(): Record<string, string>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Little patience, so that a fault is over soon. */
const QUICK: Patience = { tries: 4, pause: 5, silence: 2_000 };

/** Starts one. */
export async function startS3Server(): Promise<S3Server> {
  const folder = await Deno.makeTempDir({ prefix: "parley-s3-" });
  const script = new URL("s3_process.ts", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", script, folder],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  const behind = Number(new TextDecoder().decode(value));
  const asked: string[] = [];
  const keys = { accessKey: "S3RVER", secretKey: "S3RVER" };
  const front = http.createServer((request, response) => {
    const what = `${request.method} ${request.url}`;
    asked.push(what);
    const { unwell } = server;
    const hit = unwell && unwell.times > 0 &&
      (unwell.only?.test(what) ?? true);
    if (hit) unwell.times--;
    const signed = isSigned(request, keys.secretKey);
    const how = hit ? unwell.how : signed ? null : { status: 403 };
    if (how === "hang-up") return void request.socket.destroy();
    if (how && "status" in how) {
      request.resume();
      response.writeHead(how.status);
      return void response.end("<Error/>");
    }
    pass(request, response, behind, how);
  });
  await new Promise<void>((up) => front.listen(0, "127.0.0.1", up));
  const { port } = front.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/files`;
  const server: S3Server = {
    url,
    folder,
    unwell: null,
    asked,
    bucket: (patience = {}, secretKey = keys.secretKey) =>
      new Bucket(
        { url, ...keys, secretKey, region: "us-east-1" },
        { ...QUICK, ...patience },
      ),
    settings: () => ({
      S3_URL: url,
      S3_ACCESS_KEY: keys.accessKey,
      S3_SECRET_KEY: keys.secretKey,
    }),
    async [Symbol.asyncDispose]() {
      front.closeAllConnections();
      await new Promise<void>((down) => front.close(() => down()));
      await child.stdin.close();
      await reader.cancel();
      await child.status;
      await Deno.remove(folder, { recursive: true });
    },
  };
  return server;
}

function pass(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  port: number,
  how: { slow: number } | { cut: number } | null,
): void {
  const { method, url: path, headers } = request;
  const onward = http.request(
    // The name that was signed goes with it.
    { host: "127.0.0.1", port, method, path, headers, agent: false },
    async (answer) => {
      if (how && "slow" in how) {
        await new Promise((wake) => setTimeout(wake, how.slow));
      }
      response.writeHead(answer.statusCode!, answer.headers);
      let left = how && "cut" in how ? how.cut : Infinity;
      answer.on("data", (bytes: Uint8Array) => {
        if (left <= 0) return;
        response.write(bytes.subarray(0, left));
        left -= bytes.length;
        if (left <= 0) setTimeout(() => response.socket?.destroy(), 5);
      });
      answer.on("end", () => left > 0 && response.end());
    },
  );
  onward.on("error", () => response.socket?.destroy());
  request.pipe(onward);
}
