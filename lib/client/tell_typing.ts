/** Telling others that one is typing. */
import { openConversation, post } from "./page_facts.ts";

/** While somebody types, others are told at most this often. */
const EVERY = 3_000;

/** Tells the others whenever the reader types in this composer, beginning now. */
export function startTelling(form: HTMLFormElement): void {
  const box = form.querySelector("textarea")!;
  let told = 0;
  const tell = () => {
    if (!box.value.trim() || Date.now() - told < EVERY) return;
    told = Date.now();
    post(`/conversations/${openConversation()}/typing`, {});
  };
  box.addEventListener("input", tell);
  tell();
}
