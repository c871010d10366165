/**
 * The gate: the outermost thing a request meets and the last a response
 * passes. It trusts nothing about a request, and gives every response its
 * headers, whether a page, a file, a stream, a redirect or a failure.
 */
import { Problem } from "@/lib/errors.ts";
import { logAnswer } from "@/lib/http/access_log.ts";
import {
  checkLength,
  type Patience,
  patience,
  watchBody,
} from "@/lib/http/body_guard.ts";
import { clientNet } from "@/lib/http/client_net.ts";
import { isCspReport, takeCspReport } from "@/lib/http/csp_report.ts";
import { formLimit } from "@/lib/http/forms.ts";
import { noteAnswer } from "@/lib/http/health.ts";
import { lastResort } from "@/lib/http/last_page.ts";
import { aboutError, log } from "@/lib/http/log.ts";
import { type Caps, OpenRequests } from "@/lib/http/open_requests.ts";
import { checkRequest } from "@/lib/http/request_checks.ts";
import { newRequestId, noteFacts } from "@/lib/http/request_facts.ts";
import { secure } from "@/lib/http/security_headers.ts";
import type { Settings } from "@/lib/http/settings.ts";
import { statusOf } from "@/lib/http/status.ts";

/** What stands behind the gate. */
export type Handler = (
  req: Request,
  info: Deno.ServeHandlerInfo,
) => Response | Promise<Response>;

/** What an app may set differently. */
export interface GateOptions {
  /** The largest body of a path, in bytes. */
  readonly bodyLimit?: (method: string, path: string) => number;
  readonly patience?: Patience;
  readonly caps?: Caps;
}

/** Puts the gate in front of a handler. */
export function gate(
  handler: Handler,
  settings: Settings,
  options: GateOptions = {},
): Deno.ServeHandler {
  const open = new OpenRequests(options.caps);
  const limitOf = options.bodyLimit ?? (() => formLimit);

  return async (req, info) => {
    const began = performance.now();
    const id = newRequestId();
    const net = clientNet(info, req, settings.trustProxy);
    let path = "";
    const leaving: (() => void)[] = [];
    let response: Response;
    try {
      leaving.push(open.enter());
      path = checkRequest(req, settings).path;
      let watched = req;
      const limit = limitOf(req.method, path);
      if (req.body) {
        checkLength(req, limit);
        const arrived = open.enterBody(net);
        leaving.push(arrived);
        watched = watchBody(req, limit, arrived, options.patience ?? patience);
      }
      noteFacts(watched, { id, net, bodyLimit: limit });
      response = isCspReport(req.method, path)
        ? await takeCspReport(watched, net)
        : await handler(watched, info);
    } catch (error) {
      if (!(error instanceof Problem) && statusOf(error) >= 500) {
        log("error", "thrown", { id, ...aboutError(error) });
      }
      response = failure(req, path, error, id);
    }
    // A WebSocket's response is the runtime's own object and must stay it.
    if (response.status !== 101) {
      response = dressed(response, id, settings.secure);
    }
    const ms = performance.now() - began;
    noteAnswer(response.status, ms / 1_000);
    logAnswer({
      id,
      method: req.method,
      path,
      status: response.status,
      ms,
      net,
    });
    const leave = () => leaving.forEach((exit) => exit());
    void info.completed.then(leave, leave);
    return response;
  };
}

/** The page of last resort; should even that fail, a bare line. */
function failure(
  req: Request,
  path: string,
  error: unknown,
  id: string,
): Response {
  try {
    return lastResort(req, path, error, id);
  } catch (second) {
    log("error", "thrown", { id, ...aboutError(second) });
    return new Response(`500 ${id}\n`, {
      status: 500,
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
  }
}

/** The response with every header it must have; its body is passed on untouched. */
function dressed(response: Response, id: string, https: boolean): Response {
  try {
    secure(response.headers, https);
  } catch {
    // A redirect's headers cannot be changed. All others are changed in place:
    // a new response would lose the fast way of bodies known beforehand.
    response = new Response(response.body, response);
    secure(response.headers, https);
  }
  response.headers.set("x-request-id", id);
  return response;
}
