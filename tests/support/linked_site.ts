/** A site that people link to, on this very machine; only tests may look there. */
import { useWayOut } from "@/lib/messages/_ask_page.ts";
import { useOutgoing } from "@/lib/outgoing/policy.ts";
import { useResolver } from "@/lib/outgoing/resolve.ts";
import { safeFetch } from "@/lib/outgoing/safe_fetch.ts";

/** What was asked of it, and where it is. */
export interface LinkedSite {
  readonly origin: string;
  readonly port: number;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
}

/** Its name; every other name leads where `names` says. */
export const NAME = "linked.example";

/**
 * Serves for as long as something runs. The guard is the real one: this site
 * alone is let through, as an administrator's private host would be, and
 * nothing that it leads to.
 */
export async function withLinkedSite<R>(
  answer: (path: string, req: Request) => Response | Promise<Response>,
  run: (site: LinkedSite) => Promise<R>,
  names: (name: string, kind: "A" | "AAAA") => string[] = () => [],
  { timeout = 2_000 } = {},
): Promise<R> {
  const asked: string[] = [];
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen() {},
    onError: () => new Response(null, { status: 500 }),
  }, (req) => {
    const { pathname, search } = new URL(req.url);
    asked.push(pathname + search);
    return answer(pathname + search, req);
  });
  const { port } = server.addr as Deno.NetAddr;
  const forget = useResolver((name, kind) =>
    Promise.resolve(
      name === NAME ? kind === "A" ? ["127.0.0.1"] : [] : names(name, kind),
    )
  );
  useOutgoing({ open: true, privateHosts: [`${NAME}:${port}`] });
  const back = useWayOut((url, options) =>
    safeFetch(url, { ...options, namedPrivate: true, timeout })
  );
  try {
    return await run({ origin: `http://${NAME}:${port}`, port, asked });
  } finally {
    back();
    forget();
    useOutgoing({ open: false, privateHosts: [] });
    await server.shutdown();
  }
}

/** A page with this head. */
export function html(head: string, type = "text/html; charset=utf-8") {
  return new Response(
    `<!doctype html><html><head>${head}</head><body><title>not this</title>`,
    { headers: { "content-type": type } },
  );
}
