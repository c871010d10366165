/** Posts a waiting message to the same address as the plain form does. */
import type { Outcome } from "./outbox.ts";
import type { Waiting } from "./waiting.ts";
import { pageOf } from "./trusted.ts";

/** No answer for so long means: try again. */
const PATIENCE = 20_000;

/** One attempt. Whatever leaves its fate open is `unknown`; it is sent again under the same id. */
export async function sendMessage(
  message: Waiting,
  token: string,
): Promise<Outcome> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const path = `/conversations/${message.conversation}/messages`;
    const response = await fetch(path, {
      method: "POST",
      headers: { "x-fragment": "1" },
      body: new URLSearchParams({
        csrf: token,
        client_id: message.clientId,
        text: message.text,
        ...message.fields,
      }),
      signal: stop.signal,
    });
    return await outcomeOf(response);
  } finally {
    clearTimeout(timer);
  }
}

async function outcomeOf(response: Response): Promise<Outcome> {
  const { status } = response;
  const led = response.redirected && new URL(response.url).pathname;
  if (status === 401 || (led && led.startsWith("/sign-in"))) {
    return { kind: "signed-out" };
  }
  // The server is away, or about to be; a full disk (507) is an answer.
  if (status === 408 || (status >= 500 && status !== 507)) {
    return { kind: "unknown" };
  }
  const html = await response.text();
  if (response.ok) {
    // What a command shows is on another page.
    const to = response.headers.get("hx-redirect");
    if (to) location.assign(to);
    return { kind: "sent", html: led ? "" : html };
  }
  const page = pageOf(html);
  dispatchEvent(new CustomEvent("parley:refused", { detail: page }));
  const sentence = page.querySelector('[data-error-for], [role="alert"]') ??
    page.querySelector("h1");
  return { kind: "refused", sentence: sentence?.textContent?.trim() ?? "" };
}

/** A message's text as plain, safe HTML, until the server has drawn it. */
export function plainHtml(text: string): string {
  const safe = text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return safe.split(/\n{2,}/).map((part) =>
    `<p>${part.replaceAll("\n", "<br>")}</p>`
  ).join("");
}

/** A new client id. `randomUUID` is missing on plain http. */
export function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
