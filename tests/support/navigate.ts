import type { CDPSession } from "puppeteer";

/**
 * Leads a tab to an address and waits until that page stands: not the page
 * before it, whose loading may just be ending.
 */
export async function navigate(
  cdp: CDPSession,
  url: string,
): Promise<void> {
  await cdp.send("Page.enable");
  await cdp.send("Page.setLifecycleEventsEnabled", { enabled: true });
  const standing = new Set<string>();
  let wake = () => {};
  const note = (event: { name: string; loaderId: string }) => {
    if (event.name === "DOMContentLoaded") standing.add(event.loaderId);
    wake();
  };
  cdp.on("Page.lifecycleEvent", note);
  const timer = setTimeout(() => wake(), 10_000);
  try {
    const ends = Date.now() + 10_000;
    const { loaderId } = await cdp.send("Page.navigate", { url });
    while (loaderId && !standing.has(loaderId)) {
      if (Date.now() >= ends) throw new Error(`No page came: ${url}`);
      await new Promise<void>((done) => wake = done);
    }
  } finally {
    clearTimeout(timer);
    cdp.off("Page.lifecycleEvent", note);
  }
}
