/** Gives the server what is being written, so that it is in the composer on other devices too. */
import { fact, openConversation } from "./page_facts.ts";

/** Somebody who stops for so long has written something. */
const PAUSE = 1_200;
/** Between two saves at least so long passes. */
const GAP = 4_000;

/** Watches a composer. What it saves is what stands in it; nothing is ever put into it. */
export function startKeeping(form: HTMLFormElement): void {
  const conversation = openConversation();
  const box = form.querySelector("textarea")!;
  const key = `draft ${fact("me")} ${conversation}`;
  let saved = form.dataset.kept ? box.defaultValue : "";
  let next = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function wait(ms = PAUSE): void {
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(ms, next - Date.now()));
  }

  async function save(): Promise<void> {
    clearTimeout(timer);
    const text = box.value;
    if (text === saved) return;
    next = Date.now() + GAP;
    const body = new URLSearchParams(
      [...new FormData(form)] as [string, string][],
    );
    try {
      const response = await fetch(`/conversations/${conversation}/compose`, {
        method: "POST",
        body,
        headers: { "x-fragment": "1", "x-me": fact("me") },
        keepalive: true,
      });
      if (response.status === 429) {
        return wait(Number(response.headers.get("retry-after")) * 1_000);
      }
      if (!response.ok || response.redirected) return;
      saved = text;
      // This device need not remember it any more.
      if (box.value === text) localStorage.removeItem(key);
    } catch {
      // It is kept on this device until the next time.
    }
  }

  box.addEventListener("input", () => wait());
  // The server lets go of what is sent, and the form does on this device.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    saved = "";
    const kept = form.elements.namedItem("unsent");
    // After the message has taken it along.
    if (kept instanceof HTMLInputElement) setTimeout(() => kept.value = "");
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) save();
  });
  if (box.value !== saved) wait();
}
