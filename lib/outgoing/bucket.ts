/**
 * Speaks to a server of the S3 kind: four requests and no more. What
 * cannot be had in the end is `FilesAway`: whoever asked may try again.
 */
import { BucketRequests, type Patience } from "./_bucket_requests.ts";
import { BucketRefused, CutOff } from "./bucket_faults.ts";
import type { BucketSettings } from "./bucket_settings.ts";

export type { Patience };

const PATIENCE: Patience = { tries: 5, pause: 200, silence: 30_000 };

/** One bucket, or a folder in it. */
export class Bucket {
  readonly #requests: BucketRequests;
  /** The folder in the bucket. */
  readonly #folder: string;

  constructor(settings: BucketSettings, patience: Patience = PATIENCE) {
    const { origin, pathname } = new URL(settings.url);
    const [, bucket, ...folder] = pathname.split("/");
    this.#folder = folder.map((one) => `${one}/`).join("");
    const home = `${origin}/${bucket}`;
    this.#requests = new BucketRequests(home, settings, patience);
  }

  /** How patient it is. */
  get patience(): Patience {
    return this.#requests.patience;
  }

  /** Stores an object, all of it or nothing, in the place of what had this key. */
  async put(key: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
    const answer = await this.#requests.ask({
      method: "PUT",
      key: this.#folder + key,
      body,
    });
    if (!answer) throw new BucketRefused(404);
  }

  /**
   * These bytes of an object as they come; null when there is no such object.
   * @throws CutOff, while it is being read, when they stop coming
   */
  async get(
    key: string,
    first: number,
    last: number,
  ): Promise<AsyncGenerator<Uint8Array, void> | null> {
    const range = `bytes=${first}-${last}`;
    const answer = await this.#requests.ask({
      method: "GET",
      key: this.#folder + key,
      range,
    });
    if (answer && answer.status !== 206) {
      // A server that knows no ranges would send everything.
      await answer.body?.cancel();
      throw new BucketRefused(answer.status);
    }
    if (!answer) return null;
    const said = /^bytes (\d+)-(\d+)\//.exec(
      answer.headers.get("content-range") ?? "",
    );
    if (Number(said?.[1] ?? NaN) !== first) {
      throw new BucketRefused(answer.status);
    }
    return this.#read(answer, Math.min(Number(said![2]), last) + 1 - first);
  }

  /** Takes an object away; again does nothing. */
  async drop(key: string): Promise<void> {
    await (await this.#requests.ask({
      method: "DELETE",
      key: this.#folder + key,
    }))?.body?.cancel();
  }

  /** The objects under a folder, or with `folders` what lies right under it. */
  async *list(
    under: string,
    { folders = false, atOnce = 1_000 } = {},
  ): AsyncGenerator<string, void> {
    const prefix = this.#folder + under;
    let next: Record<string, string> = {};
    for (;;) {
      const answer = await this.#requests.ask({
        method: "GET",
        search: {
          prefix,
          "max-keys": String(atOnce),
          ...(folders ? { delimiter: "/" } : {}),
          ...next,
        },
      });
      if (!answer) throw new BucketRefused(404);
      const text = await answer.text();
      const tag = folders
        ? /<CommonPrefixes>\s*<Prefix>([^<]*)\/<\/Prefix>/g
        : /<Key>([^<]*)<\/Key>/g;
      let last = "";
      for (const [, found] of text.matchAll(tag)) {
        last = plain(found!);
        yield last.slice(this.#folder.length);
      }
      if (!last || !/<IsTruncated>true</.test(text)) return;
      // Said by some servers and with folders only; it is the last one anyway.
      const marker = /<NextMarker>([^<]*)</.exec(text)?.[1];
      next = { marker: marker ? plain(marker) : folders ? `${last}/` : last };
    }
  }

  async *#read(
    answer: Response,
    wanted: number,
  ): AsyncGenerator<Uint8Array, void> {
    const reader = answer.body!.getReader();
    let whole = false;
    try {
      for (let left = wanted; left > 0;) {
        const { done, value } = await this.#inTime(reader.read());
        // A connection that ends too early may look like an end.
        if (done) throw new CutOff(`${left} bytes did not come`);
        yield value.subarray(0, left);
        left -= value.length;
      }
      whole = true;
    } finally {
      // Else the connection would be kept for somebody who does not read on.
      if (!whole) reader.cancel().catch(() => {});
      else reader.releaseLock();
    }
  }

  async #inTime<T>(coming: Promise<T>): Promise<T> {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => reject(new CutOff("nothing came")),
      this.patience.silence,
    );
    try {
      return await Promise.race([coming, promise]);
    } catch (error) {
      throw error instanceof CutOff ? error : new CutOff(String(error));
    } finally {
      clearTimeout(timer);
    }
  }
}

/** A key as it was before it was put between signs. */
function plain(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
