import { signedIn } from "@/routes/(_state)/define.ts";

/**
 * What of the rows on a page means its reader. The rows are shared between
 * readers and name those they mention by id, so this small sheet is each
 * reader's own: it marks without script, and also what comes live. Pages
 * without a mention do not ask for it.
 */
export const handler = signedIn.handlers({
  GET({ state }) {
    const own = ["@all", state.user.id].map((to) => `[data-mention="${to}"]`);
    const look = "border-radius:.25rem;padding-inline:.1875rem;" +
      "background:var(--tint);color:var(--tint-ink);font-weight:600";
    return new Response(`${own.join(",")}{${look}}\n`, {
      headers: {
        "content-type": "text/css; charset=utf-8",
        // Another account of the same browser has another one.
        "cache-control": "private, max-age=3600",
        "vary": "Cookie",
      },
    });
  },
});
