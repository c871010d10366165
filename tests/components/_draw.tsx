/** Draws a component for a reader, and the cast that the component tests share. */
import type { VNode } from "preact";
import { render } from "preact-render-to-string";
import type { Profile } from "@/lib/accounts/model.ts";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { type Language, readerFor } from "@/lib/i18n/catalog.ts";
import { ReaderContext } from "@/lib/i18n/reader.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";

/** The HTML somebody gets who reads this language in Berlin. */
export function draw(node: VNode, language: Language = "en"): string {
  const reader = readerFor(language, "Europe/Berlin");
  return render(
    <ReaderContext.Provider value={reader}>{node}</ReaderContext.Provider>,
  );
}

/** How often something stands in the HTML. */
export function count(html: string, what: RegExp): number {
  return [...html.matchAll(new RegExp(what, "g"))].length;
}

export const maya: Profile = {
  id: "u-maya",
  username: "maya",
  name: "Maya Lind",
  hue: 3,
  picture: null,
};

export const joe: Profile = {
  id: "u-joe",
  username: "joe",
  name: "Joe <b>Weber</b>",
  hue: 9,
  picture: null,
};

export const harbour: NamedConversation = {
  id: "c-1",
  kind: "group",
  encryption: "server",
  name: "Harbour trip",
  description: "Saturday",
  created: 0,
  creator: maya.id,
  memberCount: 40,
  title: "Harbour trip",
  face: { name: "Harbour trip", hue: 5 },
  myRole: "owner",
};

/** Noon in Berlin on a winter's day. */
export const noon = Date.UTC(2026, 0, 15, 11, 0);

/** A message by Joe that continues a run of his. */
export function message(changes: Partial<ShownMessage> = {}): ShownMessage {
  return {
    seq: 7,
    id: "m-id-7",
    conversation: harbour.id,
    author: joe,
    at: noon,
    kind: "text",
    html: "<p>Hello <strong>all</strong></p>",
    text: "Hello **all**",
    previous: { author: joe.id, at: noon - 1000, kind: "text" },
    ...changes,
  };
}
