/** Lets forms that ask a passkey ask it: `data-passkey` says whether one is made or used. */
import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";

type Words = "unsupported" | "cancelled" | "failed" | "already";

/** What the server wants asked; null when the browser was led elsewhere. */
async function optionsFor(form: HTMLFormElement): Promise<unknown> {
  const body = new FormData(form);
  body.set("_action", "passkey-options");
  const response = await fetch(form.action, { method: "POST", body });
  if (response.redirected) {
    location.assign(response.url);
    return null;
  }
  // What was typed is wrong: sent as it is, the form comes back with sentences.
  if (response.status === 422) {
    form.submit();
    return null;
  }
  if (!response.ok) throw new TypeError(`${response.status}`);
  return await response.json();
}

/** Asks for a passkey, and sends what comes unless it is wanted no more. */
async function ask(
  form: HTMLFormElement,
  options: unknown,
  autofill: boolean,
  wanted: () => boolean,
): Promise<void> {
  const credential = form.dataset.passkey === "create"
    ? await startRegistration({
      optionsJSON: options as Parameters<
        typeof startRegistration
      >[0]["optionsJSON"],
    })
    : await startAuthentication({
      optionsJSON: options as Parameters<
        typeof startAuthentication
      >[0]["optionsJSON"],
      useBrowserAutofill: autofill,
    });
  if (!wanted()) return;
  const field = form.elements.namedItem("credential") as HTMLInputElement;
  field.value = JSON.stringify(credential);
  // Not `requestSubmit()`: that would ask again.
  form.submit();
}

function wordsFor(error: unknown): Words {
  const name = error instanceof Error ? error.name : "";
  if (name === "InvalidStateError") return "already";
  return name === "NotAllowedError" || name === "AbortError"
    ? "cancelled"
    : "failed";
}

function say(form: HTMLFormElement, words: Words | null): void {
  const place = form.querySelector<HTMLElement>("[data-passkey-says]")!;
  place.textContent = words && (form.dataset[words] ?? form.dataset.failed!);
  place.hidden = words === null;
}

/**
 * Offers passkeys where the username is typed, for as long as the page stands
 * and nobody asks. It is over when the server's question is here; the offer
 * itself stays open.
 */
async function offer(
  form: HTMLFormElement,
  wanted: () => boolean,
): Promise<void> {
  const place = form.querySelector<HTMLElement>("[data-passkey-autofill]");
  if (!place || !await browserSupportsWebAuthnAutofill()) return;
  place.hidden = false;
  const options = await optionsFor(form);
  if (options === null || !wanted()) return;
  // Nobody asked for it, so nobody is told that it came to nothing.
  ask(form, options, true, wanted).catch(() => {});
}

function attach(form: HTMLFormElement): void {
  let busy = false;
  let asked = false;
  const offered = offer(form, () => !asked).catch(() => {});
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    if (!browserSupportsWebAuthn()) return say(form, "unsupported");
    busy = asked = true;
    say(form, null);
    try {
      // The server takes the answer to its newest question only: an offer
      // whose question came after this one would have this one refused.
      await offered;
      const options = await optionsFor(form);
      if (options) await ask(form, options, false, () => true);
    } catch (error) {
      say(form, wordsFor(error));
    }
    busy = false;
  });
}

for (
  const form of document.querySelectorAll<HTMLFormElement>("[data-passkey]")
) attach(form);
