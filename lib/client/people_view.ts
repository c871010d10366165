/** People on the page: who is here, new names and faces; and telling that the reader is here. */
import { post } from "./page_facts.ts";
import { refreshPage } from "./refresh.ts";
import { elementsOf } from "./trusted.ts";

/** A reader who does something says so at most this often; so does a page that shows people. */
const EVERY = 60_000;
/** Another tab may be looked at instead. */
const HIDDEN = 10_000;

const all = (selector: string) =>
  document.querySelectorAll<HTMLElement>(selector);

/** Somebody came or went. */
export function showPresence(
  { user, dot, words, short }: {
    user: string;
    dot: string;
    words: string;
    short: string;
  },
): void {
  for (const one of all(`[data-of="${CSS.escape(user)}"]`)) {
    if (one.matches(".said")) one.textContent = short;
    else if (!one.matches(".face")) one.textContent = words;
    else if (dot) one.dataset.dot = dot;
    else delete one.dataset.dot;
  }
}

/** Somebody has another name, face or status: rows change at once, the rest follows. */
export function showProfile(user: string, name: string, html: string): void {
  const id = CSS.escape(user);
  for (const row of all(`.message[data-author="${id}"]:not(.mine)`)) {
    const author = row.querySelector(".author");
    if (author) author.textContent = name;
    row.querySelector(".face")?.replaceWith(elementsOf(html));
  }
  const shown = `[data-of="${id}"],[data-user="${id}"]`;
  if (!document.querySelector(`${shown},.message[data-author="${id}"]`)) return;
  // Everybody hears of it; not everybody may ask at once.
  setTimeout(refreshPage, Math.random() * 2_000, false, true);
}

let told = Date.now();
/** Has the reader done anything since it was told? Opening the page was told by its request. */
let active = false;
let away: ReturnType<typeof setTimeout> | undefined;

/** Says whether the reader does something, and whom the page shows. */
function tell(): void {
  if (document.hidden) return;
  const see = new Set([...all("[data-of]")].map((one) => one.dataset.of));
  if (!active && see.size === 0) return;
  post("/presence", {
    state: active ? "active" : "here",
    see: [...see].slice(0, 60).join(" "),
  });
  told = Date.now();
  active = false;
}

function noteDeed(): void {
  active = true;
  clearTimeout(away);
  if (Date.now() - told > EVERY) tell();
}

/** Starts noticing. */
export function startPresence(): void {
  for (const deed of ["pointerdown", "keydown", "wheel", "focus"]) {
    addEventListener(deed, noteDeed, { passive: true });
  }
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return noteDeed();
    clearTimeout(away);
    away = setTimeout(() => {
      told = 0;
      post("/presence", { state: "away" });
    }, HIDDEN);
  });
  // The page's own request has told it for now.
  setInterval(tell, EVERY);
}
