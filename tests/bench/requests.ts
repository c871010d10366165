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

/** A page, read to its end. @throws when it is none */
export async function askPage(
  person: Person,
  port: number,
  path: string,
): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: asPerson(person),
    redirect: "manual",
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  return text;
}

/** Sends by the form, as our script does. @throws when it is refused */
export async function sendForm(
  person: Person,
  port: number,
  conversation: string,
  text: string,
): Promise<void> {
  const { path, headers, body } = formPost(person, port, conversation, text);
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers,
    body: body.replace("{id}", crypto.randomUUID()),
  });
  await response.body?.cancel();
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
}
