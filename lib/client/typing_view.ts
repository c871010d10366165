/** Who is typing, here and in the list; and telling others that one is. */
import { showTypingIn } from "./inbox_view.ts";
import { openConversation, post, say } from "./page_facts.ts";

/** Typing that is not repeated is over after this long. */
const FADES = 6_000;
/** While somebody types, others are told at most this often. */
const EVERY = 3_000;

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
  if (conversation !== openConversation()) return;
  const line = document.querySelector(".is-typing");
  if (line) line.textContent = text;
}

/** Tells the others when the reader types. */
export function startTyping(): void {
  let told = 0;
  addEventListener("input", ({ target }) => {
    const box = target as HTMLTextAreaElement;
    const conversation = openConversation();
    if (!conversation || !box.matches?.("[data-composer] textarea")) return;
    if (!box.value.trim() || Date.now() - told < EVERY) return;
    told = Date.now();
    post(`/conversations/${conversation}/typing`, {});
  });
}
