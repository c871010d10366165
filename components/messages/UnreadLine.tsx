import { Face } from "@/components/controls/Face.tsx";
import { Bubble } from "@/components/messages/Bubble.tsx";
import { NoteText } from "@/components/messages/NoteText.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";

/**
 * A message among those of other conversations. It is no row of a log and bears
 * no row's id: two conversations have the same numbers.
 */
export function UnreadLine(
  { message, mine }: { message: ShownMessage; mine: boolean },
) {
  const { brief } = useReader();
  if (message.note) {
    return (
      <p class="note" dir="auto">
        <NoteText note={message.note} author={message.author.name} />{" "}
        <small>{brief(message.at)}</small>
      </p>
    );
  }
  return (
    <article class="message first" data-hue={message.author.hue}>
      <Face {...message.author} hue={undefined} size="small" />
      <Bubble
        message={message}
        mine={mine}
        read={false}
        state="sent"
      />
    </article>
  );
}
