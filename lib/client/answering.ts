/** Choosing the message to answer, on the page: what the server draws for `?reply=`, drawn here. */
import { say } from "./page_facts.ts";
import { lineOf } from "./quotes.ts";
import type { Row } from "./row.ts";

/** Puts a row above the composer; what is sent next answers it. */
export function answer({ element, seq }: Row): void {
  const composer = document.querySelector("[data-composer]");
  const said = make("span", "said", say("message.reply.to"));
  const quote = make("p", "quote", "");
  const name = element.querySelector(".author")?.textContent?.trim() ?? "";
  const line = make("span", "cut", lineOf(element));
  line.dir = "auto";
  quote.append(make("b", "", name), " ", line);
  const cancel = make("button", "icon", "×");
  cancel.type = "button";
  cancel.title = say("message.reply.cancel");
  cancel.setAttribute("aria-label", cancel.title);
  const field = make("input", "", "");
  field.type = "hidden";
  field.name = "reply_to";
  field.value = String(seq);
  field.setAttribute("form", "composer");
  const answering = make("div", "answering", "");
  answering.id = "answering";
  answering.append(said, quote, cancel, field);
  document.getElementById("answering")?.remove();
  composer?.before(answering);
  const box = composer?.querySelector("textarea");
  cancel.addEventListener("click", () => {
    answering.remove();
    box?.focus();
  });
  box?.focus();
}

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}
