/** Checks a request's signature (version 4), which the server behind takes as it comes. */
import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Was this signed with the secret? */
export function isSigned(request: IncomingMessage, secret: string): boolean {
  const given =
    /Credential=[^/]+\/(\d+)\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/
      .exec(request.headers.authorization ?? "");
  if (!given) return false;
  const [, day, region, names, signature] = given;
  const [path, search = ""] = request.url!.split("?");
  const sum = request.headers["x-amz-content-sha256"];
  const canonical = [
    request.method,
    path,
    search.split("&").sort().join("&"),
    ...names!.split(";").map((name) =>
      `${name}:${String(request.headers[name]).trim()}`
    ),
    "",
    names,
    sum,
  ].join("\n");
  const text = [
    "AWS4-HMAC-SHA256",
    request.headers["x-amz-date"],
    `${day}/${region}/s3/aws4_request`,
    createHash("sha256").update(canonical).digest("hex"),
  ].join("\n");
  const key = [day!, region!, "s3", "aws4_request"].reduce<string | Uint8Array>(
    (key, part) => createHmac("sha256", key).update(part).digest(),
    `AWS4${secret}`,
  );
  return createHmac("sha256", key).update(text).digest("hex") === signature;
}
