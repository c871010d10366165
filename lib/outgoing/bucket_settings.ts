/** Where bytes lie when they lie in a bucket: read from `S3_URL` and its companions. */

/** A bucket, and who we are there. */
export interface BucketSettings {
  /** `https://host/bucket`, with or without a folder; no slash at the end. */
  readonly url: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
}

/** Amazon's own addresses name their region. */
const NAMED = /(?:^|\.)s3[.-]([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com$/;

/** Reads the four settings; `wrong` has a sentence for what cannot be used, and repeats no key. */
export function parseBucket(
  raw: {
    url: string | null;
    accessKey: string | null;
    secretKey: string | null;
    region: string | null;
  },
): { bucket: BucketSettings | null; wrong: string[] } {
  const { accessKey, secretKey } = raw;
  if (raw.url === null) {
    const lone = accessKey ?? secretKey ?? raw.region;
    return {
      bucket: null,
      wrong: lone === null ? [] : [
        "S3_ACCESS_KEY, S3_SECRET_KEY and S3_REGION need S3_URL beside them.",
      ],
    };
  }
  const wrong: string[] = [];
  const url = URL.canParse(raw.url) ? new URL(raw.url) : null;
  const usable = url && /^https?:$/.test(url.protocol) && !url.username &&
    !url.password && !url.search && !url.hash &&
    /^(\/[A-Za-z0-9][A-Za-z0-9._-]*)+\/?$/.test(url.pathname);
  if (!usable) {
    wrong.push(
      "S3_URL must look like https://s3.example.org/bucket, with the name of the bucket in its path; the keys go into S3_ACCESS_KEY and S3_SECRET_KEY.",
    );
  }
  if (accessKey === null || secretKey === null) {
    wrong.push("S3_URL needs S3_ACCESS_KEY and S3_SECRET_KEY beside it.");
  }
  if (raw.region !== null && !/^[a-z0-9-]{1,40}$/.test(raw.region)) {
    wrong.push("S3_REGION must be a name like eu-central-1.");
  }
  if (!usable || accessKey === null || secretKey === null || wrong.length > 0) {
    return { bucket: null, wrong };
  }
  return {
    bucket: {
      url: url.href.replace(/\/+$/, ""),
      accessKey,
      secretKey,
      region: raw.region ?? NAMED.exec(url.hostname)?.[1] ?? "us-east-1",
    },
    wrong,
  };
}
