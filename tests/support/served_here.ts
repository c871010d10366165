/** A server in the test's own process: for what a process of its own may not reach. */
import { startJobs } from "@/lib/jobs/start.ts";
import { openStore, withStore } from "@/lib/kv/store.ts";
import { parseSettings } from "@/lib/http/settings.ts";
import { compose } from "@/main.ts";
import { siteOn } from "./app.ts";
import { type Stage, withStage } from "./browser.ts";
import { freePort, type Server } from "./server.ts";

/** A browser on a server that does its jobs, for as long as something runs. */
export async function withStageHere(
  run: (stage: Stage) => Promise<void>,
): Promise<void> {
  const port = freePort();
  const raw = {
    PORT: `${port}`,
    ORIGIN: `http://localhost:${port}`,
    REGISTRATION: "open",
    RATE_LIMITS: "off",
  };
  using store = await openStore(":memory:");
  await withStore(store, async () => {
    siteOn(store, raw);
    const handler = compose(parseSettings(raw, "k".repeat(40)));
    const ended = new AbortController();
    const served = Deno.serve(
      { port, signal: ended.signal, onListen() {} },
      (req, info) => withStore(store, async () => await handler(req, info)),
    );
    const stopJobs = startJobs({ every: 50 });
    const server = {
      origin: raw.ORIGIN,
      port,
      [Symbol.asyncDispose]: async () => {
        await stopJobs();
        ended.abort();
        await served.finished;
      },
    } as Server;
    await withStage(run, { server });
    await store.idle();
  });
}
