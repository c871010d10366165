/** The whole application in memory: a store of its own, no port, no process. */
import { usePasswords } from "@/lib/accounts/password.ts";
import { useLog } from "@/lib/http/log.ts";
import {
  parseSettings,
  type RawSettings,
  useSettings,
} from "@/lib/http/settings.ts";
import { openStore, type Store, withStore } from "@/lib/kv/store.ts";
import { compose } from "@/main.ts";
import { PlainBrowser } from "./plain_browser.ts";

const SECRET = "a secret for tests, long enough to be one";
const origin = "http://localhost:8000";

const info: Deno.ServeHandlerInfo<Deno.NetAddr> = {
  remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 1 },
  completed: Promise.resolve(),
};

/** An application and its store. */
export interface TestApp {
  readonly store: Store;
  /** Sends a request to the gate. */
  send(req: Request): Promise<Response>;
  /** A browser without scripts on this application. */
  browse(language?: string): PlainBrowser;
  /** Runs something on this application's store. */
  within<R>(run: () => R): R;
}

/**
 * Runs a test on an application of its own. Settings are those of the process,
 * so tests that need others do not run beside each other in one file.
 */
export async function withApp(
  test: (app: TestApp) => Promise<void>,
  raw: RawSettings = {},
): Promise<void> {
  const settings = parseSettings({ RATE_LIMITS: "off", ...raw }, SECRET);
  useSettings(settings);
  useLog("silent");
  usePasswords({
    secret: SECRET,
    // The cheapest there is: these tests are not about hashing.
    cost: { memory: 8, passes: 1, lanes: 1 },
  });
  using store = await openStore(":memory:");
  const handler = compose(settings);
  const app: TestApp = {
    store,
    send: (req) =>
      withStore(store, async () => await handler(withHost(req), info)),
    browse: (language) =>
      new PlainBrowser(origin, (req) => app.send(req), language),
    within: (run) => withStore(store, run),
  };
  await test(app);
  await store.idle();
}

/** What the wire would add. */
function withHost(req: Request): Request {
  const headers = new Headers(req.headers);
  headers.set("host", new URL(req.url).host);
  return new Request(req, { headers });
}

/** Signs somebody up: the first becomes administrator, others come in by an open door. */
export async function signUpAs(
  app: TestApp,
  username: string,
  name = username,
): Promise<PlainBrowser> {
  const browser = app.browse();
  await browser.open("/sign-up");
  await browser.submit("/sign-up", {
    username,
    name,
    password: "correct horse battery",
  });
  if (browser.status !== 200 || browser.path.startsWith("/sign-up")) {
    throw new Error(`${username} could not sign up: ${browser.status}`);
  }
  return browser;
}
