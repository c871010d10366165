/**
 * Composition only: what the server is put together from, in which order, and
 * which job wakes which domain.
 */
import "@/_fresh/routes.ts";
import { App, staticFiles } from "fresh";
import { admitMembers } from "@/lib/conversations/admission.ts";
import { gate } from "@/lib/http/gate.ts";
import { healthAnswer, readyAnswer } from "@/lib/http/health.ts";
import { aboutError, log } from "@/lib/http/log.ts";
import { printMetrics } from "@/lib/http/metrics.ts";
import type { Settings } from "@/lib/http/settings.ts";
import { onJob } from "@/lib/jobs/on_job.ts";
import { serve } from "@/lib/operations/serve.ts";

onJob("admit-members", admitMembers);

/** The whole application as one handler; settings and store must be in use. */
export function compose(settings: Settings): Deno.ServeHandler {
  const app = new App({
    // What nobody meant to throw: one line in the log, never on a page.
    report: (error) => log("error", "thrown", aboutError(error)),
  })
    .get("/healthz", healthAnswer)
    .get("/readyz", readyAnswer)
    .get("/metrics", () => new Response(printMetrics()))
    .use(staticFiles())
    .fsRoutes();
  return gate(app.handler(), settings);
}

if (import.meta.main) await serve(compose);
