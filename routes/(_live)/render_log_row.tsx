import { asset } from "fresh/runtime";
import { sheetsOf } from "@/components/messages/Sheets.ts";
import type { Render } from "@/lib/live/frame.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";
import { draw } from "@/routes/(_live)/draw.tsx";
import { renderLive } from "@/routes/(_live)/render_live.tsx";

/**
 * The framed log shows rows and nothing else. It cannot change what it has sent:
 * a style sheet of its own hides the row that an edit or a deletion replaces.
 */
export const renderLogRow: Render = (event, to) => {
  // It is the log itself, without what stands in threads.
  if ("message" in event && event.message.inThread !== undefined) return null;
  if (event.type === "messages-removed") {
    const { audience: { conversation }, seqs } = event;
    const path = `/conversations/${conversation}/messages`;
    const html = seqs.map((seq) =>
      `<link rel="stylesheet" href="${path}/${seq}/replaced?deleted">`
    );
    return { event: "gone", about: {}, html: html.join("") };
  }
  const frame = renderLive(event, to);
  if (frame?.event === "message") {
    return event.type === "message-added"
      ? { ...frame, html: sheetLinks(event.message) + frame.html }
      : frame;
  }
  if (
    frame?.event !== "alter" || event.type !== "message-changed" || event.hung
  ) return null;
  const { conversation, seq, kind } = event.message;
  const path = `/conversations/${conversation}/messages/${seq}/replaced`;
  const deleted = kind === "deleted";
  const sheet = draw(
    to.reader,
    <link
      rel="stylesheet"
      href={deleted
        ? `${path}?deleted`
        : `${path}?at=${event.message.edited ?? ""}`}
    />,
  );
  const links = sheetLinks(event.message);
  return { ...frame, html: deleted ? sheet : links + frame.html + sheet };
};

/** The head of a framed log is long gone when a row comes that needs a sheet of its own. */
function sheetLinks(message: ShownMessage): string {
  return sheetsOf([message])
    .map((name) => `<link rel="stylesheet" href="${asset(`/${name}.css`)}">`)
    .join("");
}
