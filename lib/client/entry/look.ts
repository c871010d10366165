/** Keys on the page of a file: the arrows lead to the files beside it, Escape to its message. */

const ways: Readonly<Record<string, string>> = {
  Escape: ".pane-head .back",
  ArrowLeft: "prev",
  ArrowRight: "next",
};

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const way = ways[key];
  if (!way || event.defaultPrevented || event.isComposing) return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // Players seek, boxes move their caret, long lines scroll; dialogs close.
  const own = key === "Escape"
    ? "dialog, [popover]"
    : "input, textarea, select, audio, video, pre, dialog";
  if ((target as Element).closest?.(own)) return;
  document.querySelector<HTMLElement>(way.startsWith(".") ? way : rel(way))
    ?.click();
});

/** Right-to-left, what comes next stands on the left. */
function rel(way: string): string {
  const turned = document.documentElement.dir === "rtl";
  const to = turned ? (way === "prev" ? "next" : "prev") : way;
  return `.look [rel="${to}"]`;
}
