/** What helps with writing. Loaded when somebody begins to. */
import { startKeeping } from "../keep_unsent.ts";
import { startTelling } from "../tell_typing.ts";

const form = document.querySelector<HTMLFormElement>("[data-composer]");
if (form) {
  startKeeping(form);
  startTelling(form);
}
