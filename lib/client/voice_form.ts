/** The recorded sound on its way into the form, and from there to the server. */
import { putFile } from "./crop_picture.ts";
import { pageOf } from "./trusted.ts";
import type { Recorded } from "./voice_recording.ts";

function field(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement;
}

/** Puts a recording into the form, or takes it out again. */
export function fillForm(
  form: HTMLFormElement,
  recorded: Recorded | null,
): void {
  if (recorded) putFile(field(form, "voice"), recorded.file);
  else field(form, "voice").value = "";
  field(form, "ms").value = recorded ? String(recorded.ms) : "";
  field(form, "bars").value = recorded ? recorded.bars.join() : "";
}

/**
 * Sends the form and leaves for where its message is.
 * @returns why it was not sent: the server's own sentence, or "" without an answer
 */
export async function sendForm(form: HTMLFormElement): Promise<string> {
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { "x-fragment": "1" },
      body: new FormData(form),
    });
    const place = response.headers.get("hx-redirect");
    if (response.ok && place) {
      location.assign(place);
      // Whoever waits for it sees the next page.
      return await new Promise<never>(() => {});
    }
    const said = pageOf(await response.text());
    const sentence = said.querySelector('[data-error-for], [role="alert"]') ??
      said.querySelector("h1");
    return sentence?.textContent?.trim() ?? "";
  } catch {
    return "";
  }
}

/** Lets a sound without a length say it: a player learns it when it has been at the end. */
export function learnLength(player: HTMLMediaElement): void {
  if (Number.isFinite(player.duration)) return;
  player.addEventListener("timeupdate", () => player.currentTime = 0, {
    once: true,
  });
  player.currentTime = 1e9;
}
