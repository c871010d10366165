/** Asks an application in memory. */
import type { App } from "fresh";

/** A function that sends requests to the application. */
export function asking<State>(
  app: App<State>,
): (path: string, init?: RequestInit) => Promise<Response> {
  const handler = app.handler();
  return (path, init) =>
    handler(new Request(new URL(path, "http://localhost"), init));
}

/** The same, for the text of a GET. */
export function reading<State>(
  app: App<State>,
): (path: string) => Promise<string> {
  const ask = asking(app);
  return async (path) => await (await ask(path)).text();
}
