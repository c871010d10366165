/** Takes messages off the page: those a stream says are gone, and those whose time is over, stream or not. */
import { fetchRow } from "../inbox_view.ts";
import { openConversation } from "../page_facts.ts";

/** The browser's clock may be wrong: how far the server's is ahead of it. */
let ahead = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
/** Browsers cannot wait longer. */
const LONGEST = 2 ** 31 - 1;

const rows = () => [
  ...document.querySelectorAll<HTMLElement>(".message [data-until]"),
];
const endOf = (mark: HTMLElement) => Number(mark.dataset.until) - ahead;

/** Removes a row, its name of the day left to the next one, and the lines that quote it. */
function remove(row: Element): void {
  const day = row.querySelector(":scope > .day");
  const next = row.nextElementSibling;
  if (day && next?.matches("[data-seq]") && !next.querySelector(".day")) {
    next.prepend(day);
  }
  for (const quote of document.querySelectorAll(`.quote[href$="#${row.id}"]`)) {
    quote.remove();
  }
  row.remove();
}

function sweep(): void {
  clearTimeout(timer);
  const now = Date.now();
  const marks = rows();
  const over = marks.filter((mark) => endOf(mark) <= now);
  for (const mark of over) remove(mark.closest(".message")!);
  const ends = marks.filter((mark) => mark.isConnected).map(endOf);
  if (over.length > 0) refreshRow();
  if (ends.length === 0) return;
  timer = setTimeout(sweep, Math.min(Math.min(...ends) - now, LONGEST));
}

/** The list may show the beginning of what is gone. */
function refreshRow(): void {
  const conversation = openConversation();
  if (conversation) fetchRow(conversation);
}

async function askTime(): Promise<void> {
  try {
    const asked = Date.now();
    const { headers } = await fetch("/healthz", { cache: "no-store" });
    const date = Date.parse(headers.get("date") ?? "");
    // Its clock shows whole seconds.
    const off = date - (asked + Date.now()) / 2;
    ahead = Math.abs(off) > 2_000 ? off : 0;
  } catch {
    // Without a line the browser's own clock has to do.
  }
}

addEventListener("parley:gone", (event) => {
  const { conversation, seqs } = (event as CustomEvent<
    { conversation: string; seqs: string }
  >).detail;
  const gone = seqs.split(" ");
  if (conversation === openConversation()) {
    for (const seq of gone) {
      const row = document.getElementById(`m-${seq}`);
      if (row) remove(row);
    }
  }
  const last = document.querySelector<HTMLElement>(
    `.rows [data-conversation-id="${CSS.escape(conversation)}"]`,
  )?.dataset.last;
  if (last && gone.includes(last)) fetchRow(conversation);
});

// Rows come at any time.
const flow = document.querySelector(".flow");
if (flow) {
  new MutationObserver(sweep).observe(flow, { childList: true, subtree: true });
}
askTime().then(sweep);
