/** Quoted lines on the page follow what they quote. */
import { say } from "./page_facts.ts";

/** As many signs as the server's row and its list show. */
const LENGTH = 90;

/** The beginning of a message's words, as the server cuts them. */
export function lineOf(row: ParentNode): string {
  const words = row.querySelector(".body, .note");
  // Words that are only the names of files stand nowhere but in their list.
  const names = [...row.querySelectorAll(".files bdi")]
    .map((name) => name.textContent).join(", ");
  const line = (words?.textContent || (names && `📎 ${names}`))
    .replace(/\s+/g, " ").trim();
  const shown = [...line].slice(0, LENGTH).join("");
  return words?.matches(".note") || shown.length === line.length
    ? line
    : `${shown.trimEnd()}…`;
}

/** A message was drawn anew: so are the lines that quote it. */
export function followQuoted(row: Element): void {
  const quotes = document.querySelectorAll(`.quote[href$="#${row.id}"] .cut`);
  for (const line of quotes) {
    line.textContent = row.querySelector(".gone")
      ? say("inbox.deleted")
      : lineOf(row);
  }
}
