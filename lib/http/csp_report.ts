/** Where browsers report what the content policy stopped. */
import { TooMany } from "@/lib/errors.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { log } from "@/lib/http/log.ts";

/** Is this such a report? */
export function isCspReport(method: string, path: string): boolean {
  return method === "POST" && path === "/csp-report";
}

const limit = 16_384;

/** The interesting words of a report, whichever of its two forms it has. */
function wordsOf(text: string): { directive: string; blocked: string } | null {
  try {
    const parsed = JSON.parse(text);
    const first = Array.isArray(parsed)
      ? parsed[0]?.body
      : parsed["csp-report"];
    const word = (...names: string[]) =>
      String(names.map((name) => first?.[name]).find((v) => v) ?? "")
        // Without a query: addresses there may hold what somebody searched for.
        .replace(/[?#].*$/s, "").slice(0, 120);
    return {
      directive: word(
        "effectiveDirective",
        "effective-directive",
        "violated-directive",
      ),
      blocked: word("blockedURL", "blocked-uri"),
    };
  } catch {
    return null;
  }
}

/** Logs one report and says nothing about it. */
export async function takeCspReport(
  req: Request,
  net: string,
): Promise<Response> {
  try {
    await takeToken("csp-report", net);
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
    await req.body?.cancel();
    return new Response(null, {
      status: 429,
      headers: { "retry-after": String(error.retryAfter) },
    });
  }
  const text = await req.text();
  const words = text.length > limit ? null : wordsOf(text);
  if (!words) return new Response(null, { status: 400 });
  log("warn", "csp", words);
  return new Response(null, { status: 204 });
}
