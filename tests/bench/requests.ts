/** Requests as a signed-in browser sends them. */
import type { Person } from "./world.ts";
import type { Group } from "./listeners.ts";

/** The head of a request for a live stream, as bytes on the wire. */
export function streamHead(port: number, token: string, after = ""): string {
  return [
    `GET /live${after} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Cookie: parley=${token}`,
    "Accept: text/event-stream",
    "",
    "",
  ].join("\r\n");
}

/** The cookie of a session. */
export function asPerson({ token }: Person): Record<string, string> {
  return { cookie: `parley=${token}` };
}

/** The headers of a form sent by our own script. */
export function asForm(person: Person, port: number): Record<string, string> {
  return {
    ...asPerson(person),
    origin: `http://127.0.0.1:${port}`,
    "sec-fetch-site": "same-origin",
    "content-type": "application/x-www-form-urlencoded",
    "x-fragment": "1",
  };
}

/** How somebody sends a message to a conversation by the form. */
export function formPost(
  person: Person,
  port: number,
  conversation: string,
  text: string,
): Group["post"] {
  return {
    path: `/conversations/${conversation}/messages`,
    headers: asForm(person, port),
    body: `${new URLSearchParams({ text })}&client_id={id}`,
  };
}
