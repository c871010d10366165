/** How a row is acted on: posts, and what the answer does to the page. */
import { say } from "./page_facts.ts";
import type { Row } from "./row.ts";
import { elementsOf } from "./trusted.ts";

/** The form token of this page. */
function token(): string {
  const input = document.querySelector<HTMLInputElement>("input[name=csrf]");
  return input?.value ?? "";
}

/**
 * Posts a form of ours. The row it answers goes on the page at once.
 * @returns the sentence why not, if it was refused
 */
export async function send(
  path: string,
  fields: Iterable<[string, string]>,
): Promise<string | undefined> {
  const body = new URLSearchParams([...fields]);
  if (!body.has("csrf")) body.set("csrf", token());
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "x-fragment": "1" },
      body,
    });
    // The server leads to the sign-in page and back.
    if (response.status === 401) return void location.reload();
    const to = response.headers.get("hx-redirect");
    if (to) return void location.assign(to);
    const html = await response.text();
    if (response.ok) {
      dispatchEvent(
        new CustomEvent("parley:row", { detail: html, cancelable: true }),
      );
      return undefined;
    }
    const said = elementsOf(html).querySelector("[data-error-for], .error, h1");
    return said?.textContent?.trim() || say("message.tools_failed");
  } catch {
    return say("message.tools_failed");
  }
}

/** Puts an emoji to a row, or takes one's own away. */
export async function react(row: Row, emoji: string): Promise<void> {
  const mine = row.element.querySelector(
    `[data-emoji="${CSS.escape(emoji)}"][data-mine]`,
  );
  const deed = mine ? "remove" : "add";
  const refused = await send(`${row.path}/reactions`, [[deed, emoji]]);
  if (refused) tell(refused);
}

/** Chooses an answer of a poll, or takes the choice back. */
export async function vote(row: Row, option: HTMLElement): Promise<void> {
  const poll = option.closest<HTMLElement>(".poll")!;
  const { choice } = option.dataset;
  const mine = [...poll.querySelectorAll<HTMLElement>("[data-mine]")]
    .map((one) => one.dataset.choice);
  const others = poll.matches("[data-several]")
    ? mine.filter((one) => one !== choice)
    : [];
  const chosen = mine.includes(choice) ? others : [...others, choice];
  const refused = await send(
    `${row.path}/votes`,
    chosen.length > 0
      ? chosen.map((one) => ["choice", one!])
      : [["_action", "withdraw"]],
  );
  if (refused) tell(refused);
}

/** Copies, where the browser lets us. */
export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell(say("message.copied"));
  } catch {
    tell(text);
  }
}

const told = document.createElement("p");
told.className = "told";
told.setAttribute("role", "status");
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says a sentence for a moment. */
export function tell(sentence: string): void {
  document.body.append(told);
  told.textContent = sentence;
  clearTimeout(timer);
  timer = setTimeout(() => told.textContent = "", 6_000);
}
