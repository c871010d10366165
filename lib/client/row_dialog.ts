/** Forms of a message's own page, shown over the conversation: no second markup, no words of their own. */
import { get, say } from "./page_facts.ts";
import { focusBack } from "./row_focus.ts";
import { send } from "./row_deeds.ts";
import { needSheets } from "./sheets.ts";
import { pageOf } from "./trusted.ts";

/**
 * Shows the part that `selector` finds on the page at `path`. Where there is
 * none, the page itself says why.
 */
export async function openForm(path: string, selector: string): Promise<void> {
  const back = document.activeElement?.id ?? "";
  const html = await get(path, false, true);
  const part = html && pageOf(html).querySelector(selector);
  if (!part) return location.assign(path);
  const dialog = document.createElement("dialog");
  dialog.className = "over";
  dialog.setAttribute("aria-label", say("message.actions"));
  const close = document.createElement("button");
  close.type = "button";
  close.className = "icon";
  close.textContent = "×";
  close.title = say("common.close");
  close.setAttribute("aria-label", close.title);
  close.addEventListener("click", () => dialog.close());
  dialog.append(part, close);
  dialog.addEventListener("close", () => {
    dialog.remove();
    // The row may have been drawn anew meanwhile.
    focusBack(back);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("submit", (event) => submit(event, dialog));
  needSheets(dialog);
  document.body.append(dialog);
  dialog.showModal();
  const box = dialog.querySelector("textarea");
  box?.focus();
  box?.setSelectionRange(box.value.length, box.value.length);
}

async function submit(
  event: SubmitEvent,
  dialog: HTMLDialogElement,
): Promise<void> {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const fields = [...new FormData(form)] as [string, string][];
  const button = event.submitter as HTMLButtonElement | null;
  if (button?.name) fields.push([button.name, button.value]);
  const refused = await send(form.getAttribute("action")!, fields);
  if (refused === undefined) return dialog.close();
  let error = form.querySelector(".error");
  if (!error) {
    error = document.createElement("p");
    error.className = "error";
    error.setAttribute("role", "alert");
    form.prepend(error);
  }
  error.textContent = refused;
}
