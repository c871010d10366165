/** What helps with writing. Loaded when somebody begins to. */
import { offerBack } from "../offer_back.ts";
import { startKeeping } from "../keep_unsent.ts";
import { startTelling } from "../tell_typing.ts";

const form = document.querySelector<HTMLFormElement>("[data-composer]");
if (form) {
  startKeeping(form);
  startTelling(form);
}

addEventListener("parley:refused", (event) => {
  const page = (event as CustomEvent<ParentNode>).detail;
  offerBack(page.querySelector('[action="/accounts"]'));
});
