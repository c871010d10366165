/** What helps with writing. Loaded when somebody begins to. */
import { offerBack } from "../offer_back.ts";
import { openThread } from "../page_facts.ts";
import { startKeeping } from "../keep_unsent.ts";
import { startTelling } from "../tell_typing.ts";

const form = document.querySelector<HTMLFormElement>("[data-composer]");
// What is written in a thread is no draft of the conversation, nor typing in it.
if (form && !openThread()) {
  startKeeping(form);
  startTelling(form);
}

addEventListener("parley:refused", (event) => {
  const page = (event as CustomEvent<ParentNode>).detail;
  offerBack(page.querySelector('[action="/accounts"]'));
});
