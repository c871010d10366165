/** Who is typing, here and in the list. */
import { showTypingIn } from "./inbox_view.ts";
import { openConversation, openThread, say } from "./page_facts.ts";

/** Typing that is not repeated is over after this long. */
const FADES = 6_000;

const typists = new Map<
  string,
  Map<string, { name: string; timer: ReturnType<typeof setTimeout> }>
>();

/** Somebody typed a moment ago. */
export function showTyping(
  conversation: string,
  user: string,
  name: string,
): void {
  const here = typists.get(conversation) ?? new Map();
  typists.set(conversation, here);
  clearTimeout(here.get(user)?.timer);
  const timer = setTimeout(() => endTyping(conversation, user), FADES);
  here.set(user, { name, timer });
  draw(conversation);
}

/** Their message came, or they stopped. */
export function endTyping(conversation: string, user: string): void {
  const here = typists.get(conversation);
  clearTimeout(here?.get(user)?.timer);
  if (here?.delete(user)) draw(conversation);
}

function draw(conversation: string): void {
  const names = [...typists.get(conversation)?.values() ?? []]
    .map(({ name }) => name);
  const [first = "", second = ""] = names;
  const form = ["", "one", "two"][names.length] ?? "many";
  const text = form &&
    say(`message.typing.${form}`, { name: first, first, second });
  showTypingIn(conversation, text);
  if (conversation !== openConversation() || openThread()) return;
  const line = document.querySelector(".is-typing");
  if (line) line.textContent = text;
}
