/** Composer and outbox of one conversation's page, put together; drawing is left to the island. */
import { startComposerForm } from "./composer_form.ts";
import { openOutbox, type Outbox } from "./outbox.ts";
import { isPast, outboxPlace, showSent } from "./pending_rows.ts";
import type { Waiting } from "./waiting.ts";
import { newClientId, sendMessage } from "./send_message.ts";

/** What the island gives and is told. */
export interface ComposingOptions {
  readonly account: string;
  readonly conversation: string;
  readonly token: string;
  /** The id the server printed into the form; the first message bears it. */
  readonly clientId: string;
  /** The form's hidden id for the message after this one. */
  readonly renew: (clientId: string) => void;
  /** The sentence at the field; undefined takes it away. */
  readonly complain: (sentence: string | undefined) => void;
  /** What waits has changed. */
  readonly draw: (outbox: Outbox, waiting: Waiting[]) => void;
}

/** Starts both; returns a way to stop. */
export function startComposing(options: ComposingOptions): () => void {
  const { account, conversation, token } = options;
  const element = document.querySelector<HTMLFormElement>("[data-composer]");
  const thread = element ? `${new FormData(element).get("thread") ?? ""}` : "";
  const isHere = (message: Waiting) =>
    message.conversation === conversation &&
    (message.fields?.thread ?? "") === thread;
  let { clientId } = options;
  let answered: Element | null = null;

  function draw(): void {
    options.draw(outbox, outbox.list(conversation).filter(isHere));
  }

  const outbox = openOutbox({
    account,
    drawer: localStorage,
    send: (message) => sendMessage(message, token),
    now: Date.now,
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    changed: draw,
    sent(message, html) {
      if (isHere(message)) showSent(html);
    },
    refused(message, sentence) {
      if (!isHere(message) || !form?.restore(message.text)) return false;
      if (answered) element?.before(answered);
      options.complain(sentence);
      return true;
    },
  });

  // On its way already when the server drew the page: it is no draft any more.
  const box = element?.querySelector("textarea");
  if (outbox.list(conversation).some(({ text }) => text === box?.value)) {
    box!.value = "";
  }

  const form = element && startComposerForm(element, {
    draftKey: `draft ${account} ${conversation}${thread && ` ${thread}`}`,
    send(text, fields) {
      options.complain(undefined);
      const message = { clientId, conversation, text, fields };
      // What was answered goes along; it comes back if the message does.
      answered = document.getElementById("answering");
      answered?.remove();
      options.renew(clientId = newClientId());
      outbox.put(message);
      // On a page of the past the new row has no place: show the present.
      if (isPast()) location.assign(location.pathname);
      outboxPlace()?.showEnd();
    },
  });

  const flush = () => outbox.flush();
  addEventListener("online", flush);
  addEventListener("parley:open", flush);
  draw();
  flush();
  return () => {
    form?.stop();
    removeEventListener("online", flush);
    removeEventListener("parley:open", flush);
  };
}
