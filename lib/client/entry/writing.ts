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

/** What an "@" or a slash may mean is loaded when one is typed; once more if there was no line. */
function awaitMention(): void {
  if (!/@|^\//.test(form!.querySelector("textarea")!.value)) return;
  form!.removeEventListener("input", awaitMention);
  import(`${location.origin}/suggest.js`).catch(() =>
    form!.addEventListener("input", awaitMention)
  );
}
if (form) {
  form.addEventListener("input", awaitMention);
  // Somebody quick has typed one already.
  awaitMention();
}

addEventListener("parley:refused", (event) => {
  const page = (event as CustomEvent<ParentNode>).detail;
  offerBack(page.querySelector('[action="/accounts"]'));
});
