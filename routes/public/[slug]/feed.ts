import type { ShownMessage } from "@/lib/messages/model.ts";
import { listPublic } from "@/lib/messages/public.ts";
import { define } from "@/routes/(_state)/define.ts";
import { withTag } from "@/routes/(_state)/with_tag.ts";

/** The newest messages of a public group as an Atom feed. https://www.rfc-editor.org/rfc/rfc4287 */
export const handler = define.handlers({
  async GET({ state, params, req }) {
    const { conversation, messages, page } = await listPublic(params.slug!);
    const before = page > 1 ? await listPublic(params.slug!, page - 1) : null;
    const newest = [...before?.messages ?? [], ...messages].slice(-50)
      .reverse();
    const address = `${state.settings.origin}/public/${conversation.slug}`;
    const { name, description, created } = conversation;
    const updated = Math.max(
      created,
      ...newest.map(({ at, edited }) => edited ?? at),
    );
    const lines = [
      '<?xml version="1.0" encoding="utf-8"?>',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      `<id>${text(address)}</id>`,
      `<title>${text(name)}</title>`,
      ...description ? [`<subtitle>${text(description)}</subtitle>`] : [],
      `<link rel="self" href="${text(`${address}/feed`)}"/>`,
      `<link rel="alternate" type="text/html" href="${text(address)}"/>`,
      `<updated>${new Date(updated).toISOString()}</updated>`,
      ...newest.map((message) => entry(message, address)),
      "</feed>\n",
    ];
    return withTag(req, lines.join("\n"), {
      "content-type": "application/atom+xml; charset=utf-8",
    });
  },
});

function entry(message: ShownMessage, address: string): string {
  const { seq, at, author, html, forwarded } = message;
  // Words that were passed on are not the author's.
  const said = forwarded
    ? `${forwarded.html}<blockquote>${html}</blockquote>`
    : html;
  const line = message.text.replace(/\s+/g, " ").slice(0, 80).toWellFormed();
  const place = `${address}?page=${Math.ceil(seq / 50)}#m-${seq}`;
  return [
    "<entry>",
    `<id>${text(`${address}#m-${seq}`)}</id>`,
    `<title>${text(line)}</title>`,
    `<link rel="alternate" type="text/html" href="${text(place)}"/>`,
    `<published>${new Date(at).toISOString()}</published>`,
    `<updated>${new Date(message.edited ?? at).toISOString()}</updated>`,
    `<author><name>${text(author.name || "—")}</name></author>`,
    `<content type="html">${text(said)}</content>`,
    "</entry>",
  ].join("\n");
}

/** Text of an XML document; what XML cannot hold is left out. */
function text(raw: string): string {
  // deno-lint-ignore no-control-regex
  return raw.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
