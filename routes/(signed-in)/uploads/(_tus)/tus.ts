/** The words of tus 1.0, which uploads that may be cut are sent by. */
import { Problem } from "@/lib/errors.ts";
import type { Arriving } from "@/lib/files/arriving.ts";
import type { Checksum } from "@/lib/files/continue_upload.ts";
import { headersOf } from "@/lib/http/status.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** Part of every answer. */
const VERSION = { "tus-resumable": "1.0.0" };

/** What this server can do. */
export const abilities = (megabytes: number): Record<string, string> => ({
  "tus-version": "1.0.0",
  "tus-extension":
    "creation,creation-with-upload,termination,checksum,expiration",
  "tus-checksum-algorithm": "sha1,sha256",
  "tus-max-size": String(megabytes * 1_000_000),
});

/** An answer with nothing but headers, or a sentence for whoever is refused. */
export function reply(
  status: number,
  headers: Record<string, string> = {},
  sentence?: string,
): Response {
  return new Response(sentence ?? null, {
    status,
    headers: {
      ...VERSION,
      ...(sentence ? { "content-type": "text/plain; charset=utf-8" } : {}),
      ...headers,
    },
  });
}

/** Where an upload stands. */
export function standing(
  { offset, length, until }: Arriving,
): Record<string, string> {
  return {
    "upload-offset": String(offset),
    "upload-length": String(length),
    "upload-expires": new Date(until).toUTCString(),
  };
}

/** Tries it, and says in the reader's language what is wrong with it. */
export async function tried(
  { req, state }: { req: Request; state: SignedInState },
  deed: () => Promise<Response>,
): Promise<Response> {
  if (req.headers.get("tus-resumable") !== "1.0.0") {
    return reply(412, { "tus-version": "1.0.0" });
  }
  try {
    return await deed();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return reply(
      error.status,
      headersOf(error),
      state.reader.say(error.sentence),
    );
  }
}

/** A whole number as a header has it; null for anything else. */
export function numberOf(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

/** The name of a file, as the metadata have it. */
export function nameIn(metadata: string | null): string {
  for (const pair of (metadata ?? "").slice(0, 8_192).split(",")) {
    const [key, value = ""] = pair.trim().split(" ");
    if (key !== "name" && key !== "filename") continue;
    try {
      return new TextDecoder().decode(Uint8Array.fromBase64(value));
    } catch {
      return "";
    }
  }
  return "";
}

/** The checksum of a request; null for one that cannot be read. */
export function checksumOf(header: string | null): Checksum | null | undefined {
  if (header === null) return undefined;
  const [, algorithm, digest] = /^(sha1|sha256) (\S{1,64})$/.exec(header) ?? [];
  try {
    if (algorithm !== "sha1" && algorithm !== "sha256") return null;
    return { algorithm, digest: Uint8Array.fromBase64(digest!) };
  } catch {
    return null;
  }
}
