/** The composer's form on the page: keys, size, draft, and when to send. */

/** What is done with a text that is to be sent. */
export interface ComposerHooks {
  /** Names the draft of this account in this conversation. */
  readonly draftKey: string;
  /** @param fields whatever else the form holds: what is answered, for example */
  readonly send: (text: string, fields: Record<string, string>) => void;
}

/** A composer that listens. */
export interface ComposerForm {
  /** Gives a refused text back, unless something else is being written. */
  restore(text: string): boolean;
  stop(): void;
}

/** Takes over a composer form; without this it is a plain form that works. */
export function startComposerForm(
  form: HTMLFormElement,
  { draftKey, send }: ComposerHooks,
): ComposerForm {
  const box = form.querySelector("textarea")!;
  const stop = new AbortController();
  const { signal } = stop;

  function fit(): void {
    if (CSS.supports("field-sizing", "content")) return;
    box.style.blockSize = "auto";
    box.style.blockSize = `${box.scrollHeight}px`;
  }

  function set(text: string): void {
    box.value = text;
    fit();
  }

  /** At once on this device: the server may be out of reach. */
  function keepHere(): void {
    try {
      const { value } = box;
      if (value) localStorage.setItem(draftKey, `${Date.now()} ${value}`);
      else localStorage.removeItem(draftKey);
    } catch {
      // Storage is full or refused: the text is still in the box.
    }
  }

  function extra(): Record<string, string> {
    const { csrf: _, client_id: __, text: ___, ...fields } = Object.fromEntries(
      new FormData(form),
    );
    return fields as Record<string, string>;
  }

  form.addEventListener("submit", (event) => {
    // The other button leads to a page for it.
    if (event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    const text = box.value;
    box.focus();
    if (!text.trim()) return;
    send(text, extra());
    set("");
    keepHere();
  }, { signal });

  box.addEventListener("input", () => {
    fit();
    keepHere();
  }, { signal });
  // What gives it to the server, and tells others, is loaded when somebody is
  // about to write; once more if there was no line.
  const load = () =>
    import(`${location.origin}/writing.js${tries++ ? `?${tries}` : ""}`).catch(
      () => box.addEventListener("input", load, once),
    );
  const once = { once: true, signal };
  let tries = 0;
  box.addEventListener("focus", load, once);

  box.addEventListener("keydown", (event) => {
    // While a word is being composed Enter belongs to the input method, and
    // where fingers type it begins a new line.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (event.keyCode === 229 || matchMedia("(pointer: coarse)").matches) {
      return;
    }
    event.preventDefault();
    form.requestSubmit();
  }, { signal });

  // What the server could not be given here is shown unless it has newer. A
  // refused text has no time and stays.
  const { kept } = form.dataset;
  if (!box.value || kept) {
    try {
      const [, at, here] = /^(\d+) ([^]*)/.exec(
        localStorage.getItem(draftKey) ?? "",
      ) ?? [];
      if (here && +at! > +(kept ?? 0)) set(here);
    } catch {
      // No storage, no draft.
    }
  }

  return {
    restore(text) {
      if (box.value.trim()) return false;
      set(text);
      keepHere();
      box.focus();
      return true;
    },
    stop: () => stop.abort(),
  };
}
