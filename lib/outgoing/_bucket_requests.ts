/** Signed requests to a bucket, each tried again with ever longer pauses while that server is unwell. */
import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { StorageFull } from "@/lib/errors.ts";
import { BucketRefused, FilesAway } from "./bucket_faults.ts";
import type { BucketSettings } from "./bucket_settings.ts";

/** How patient one is. Tests are less so. */
export interface Patience {
  /** How often something is tried. */
  readonly tries: number;
  /** Milliseconds before the second time, doubled for each further one. */
  readonly pause: number;
  /** Milliseconds that may pass with nothing coming, or until what is sent has been taken. */
  readonly silence: number;
}

/** One request. */
export interface Asked {
  readonly method: "GET" | "PUT" | "DELETE";
  readonly key?: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly range?: string;
}

/** Asks one server. */
export class BucketRequests {
  readonly #aws: AwsClient;
  readonly #home: string;

  /** @param home the bucket's own address */
  constructor(
    home: string,
    { accessKey, secretKey, region }: BucketSettings,
    readonly patience: Patience,
  ) {
    this.#home = home;
    this.#aws = new AwsClient({
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      service: "s3",
      region,
    });
  }

  /** The answer; null for what is not there. @throws FilesAway */
  async ask(asked: Asked): Promise<Response | null> {
    const { tries, pause } = this.patience;
    for (let n = 1;; n++) {
      const answer = await this.#once(asked).catch((why: Error) => why);
      if (answer instanceof Response) {
        if (answer.ok) return answer;
        await answer.body?.cancel();
        // 416: it ends before what was asked for begins.
        if ([404, 416].includes(answer.status)) return null;
        if (answer.status === 507) throw new StorageFull();
        const unwell = answer.status >= 500 || answer.status === 429 ||
          answer.status === 408;
        if (!unwell) throw new BucketRefused(answer.status);
      }
      if (n >= tries) {
        throw new FilesAway(
          answer instanceof Response
            ? `The bucket answers ${answer.status}`
            : answer,
        );
      }
      await wait(pause * 2 ** (n - 1) * (0.5 + Math.random()));
    }
  }

  async #once({ method, key, search, body, range }: Asked): Promise<Response> {
    const url = new URL(
      key === undefined ? `${this.#home}/` : `${this.#home}/${key}`,
    );
    for (const [name, value] of Object.entries(search ?? {})) {
      url.searchParams.set(name, value);
    }
    const sum = createHash("sha256").update(body ?? "").digest("hex");
    const signed = await this.#aws.sign(url.href, {
      method,
      headers: {
        "x-amz-content-sha256": sum,
        ...(range ? { range } : {}),
      },
    });
    // Broken off when nothing happens, but not while an answer is being read.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), this.patience.silence);
    try {
      const answer = await fetch(url, {
        method,
        headers: signed.headers,
        redirect: "manual",
        signal: late.signal,
        ...(body ? { body } : {}),
      });
      if (range || !answer.body || key !== undefined) return answer;
      return new Response(await answer.bytes(), answer);
    } finally {
      clearTimeout(timer);
    }
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
