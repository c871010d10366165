/** Composer and outbox of one conversation's page, put together; drawing is left to the island. */
import type { Quote } from "@/lib/messages/model.ts";
import { startComposerForm } from "./composer_form.ts";
import { openOutbox, type Outbox } from "./outbox.ts";
import { isPast, outboxPlace, showSent } from "./pending_rows.ts";
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
  /** The line being answered; setting it shows or takes it away. */
  readonly answering: () => Quote | undefined;
  readonly answer: (quote: Quote | undefined) => void;
  /** What waits has changed. */
  readonly draw: (outbox: Outbox) => void;
}

/** Starts both; returns a way to stop. */
export function startComposing(options: ComposingOptions): () => void {
  const { account, conversation, token } = options;
  const element = document.querySelector<HTMLFormElement>("[data-composer]");
  let { clientId } = options;

  const outbox = openOutbox({
    account,
    drawer: localStorage,
    send: (message) => sendMessage(message, token),
    now: Date.now,
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    changed: () => options.draw(outbox),
    sent(message, html) {
      if (message.conversation === conversation) showSent(html);
    },
    refused(message, sentence) {
      const here = message.conversation === conversation;
      if (!here || !form?.restore(message.text)) return false;
      options.complain(sentence);
      return true;
    },
  });

  const form = element && startComposerForm(element, {
    draftKey: `draft ${account} ${conversation}`,
    send(text, fields) {
      options.complain(undefined);
      const quote = options.answering();
      const message = { clientId, conversation, text, fields, quote };
      options.renew(clientId = newClientId());
      options.answer(undefined);
      outbox.put(message);
      // On a page of the past the new row has no place: show the present.
      if (isPast()) location.assign(`/conversations/${conversation}`);
      outboxPlace()?.showEnd();
    },
  });

  // Whoever chooses a message to answer says so.
  const chosen = (event: Event) => {
    options.answer((event as CustomEvent<Quote>).detail);
    form?.focus();
  };
  addEventListener("parley:answer", chosen);
  const flush = () => outbox.flush();
  addEventListener("online", flush);
  addEventListener("parley:open", flush);
  options.draw(outbox);
  flush();
  return () => {
    form?.stop();
    removeEventListener("parley:answer", chosen);
    removeEventListener("online", flush);
    removeEventListener("parley:open", flush);
  };
}
