import { ExportRows } from "@/components/export/ExportDocument.tsx";
import { ExportedRow } from "@/components/export/ExportedRow.tsx";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { exportMessages } from "@/lib/messages/export_conversations.ts";
import { draw } from "@/routes/(_live)/draw.tsx";
import type { Export } from "@/routes/(signed-in)/settings/(_data)/archive.ts";
import { documentAround } from "@/routes/(signed-in)/settings/(_data)/document_around.tsx";
import type { Gallery } from "@/routes/(signed-in)/settings/(_data)/gallery.ts";

/** The page of a conversation, fifty messages at a time. */
export async function* conversationPage(
  { user, reader, now }: Export,
  conversation: NamedConversation,
  gallery: Gallery,
  /** Does it stand alone? Else the way leads back to the list of all. */
  alone = false,
): AsyncGenerator<string, void> {
  const up = alone ? "" : "../";
  const { t, full } = reader;
  const [start, end] = documentAround(reader, {
    title: conversation.title,
    lead: conversation.description || t("export.lead", { when: full(now) }),
    up,
    ...(alone
      ? {}
      : { back: { href: "../index.html", label: t("export.back") } }),
  }, <ExportRows />);
  yield start;
  for await (const page of exportMessages(user, conversation.id)) {
    const pictures = new Map<string, string | null>();
    for (const { message: { author } } of page) {
      const path = pictures.get(author.id) ?? await gallery.pathOf(author);
      pictures.set(author.id, path);
    }
    yield draw(
      reader,
      <>
        {page.map(({ message, marks }) => {
          const { author } = message;
          const path = pictures.get(author.id);
          const sound = gallery.soundOf(message);
          return (
            <ExportedRow
              key={message.seq}
              message={message}
              marks={marks}
              mine={author.id === user.id}
              picture={path ? `${up}${path}` : null}
              sound={sound ? `${up}${sound}` : null}
              files={gallery.filesOf(message)}
              up={up}
            />
          );
        })}
      </>,
    );
  }
  yield end;
}
