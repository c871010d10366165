import { Face } from "@/components/controls/Face.tsx";
import { Attachments } from "@/components/files/Attachments.tsx";
import { BareRow, type RowProps } from "@/components/messages/BareRow.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { ForwardedFrom } from "@/components/messages/ForwardedFrom.tsx";
import { Going } from "@/components/messages/Going.tsx";
import { PinnedMark } from "@/components/messages/PinnedMark.tsx";
import { Card } from "@/components/messages/Card.tsx";
import { Poll } from "@/components/messages/Poll.tsx";
import { NoteText } from "@/components/messages/NoteText.tsx";
import { placeOf, Quoted } from "@/components/messages/Quoted.tsx";
import { ThreadLink } from "@/components/messages/ThreadLink.tsx";
import { Reactions } from "@/components/messages/Reactions.tsx";
import { VoicePlayer } from "@/components/messages/VoicePlayer.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Marks, Note, ShownMessage } from "@/lib/messages/model.ts";

/**
 * The only message row: page, fragment, live event and framed log are all this
 * markup. What hangs on a message is drawn here.
 */
export function MessageRow(
  { marks, ...props }: Omit<RowProps, "note" | "face" | "head" | "foot"> & {
    /** What of it is the reader's own; live rows are shared and do not say it. */
    marks?: Marks | undefined;
  },
) {
  const { message } = props;
  const { conversation, quote, reactions, poll, thread, voice, files } =
    message;
  const { pinned, card, at, until, forwarded } = message;
  const path = pathOf(message);
  return (
    <BareRow
      {...props}
      note={message.kind === "note"
        ? <Happened message={message} />
        : message.hidden && <Hidden path={path} />}
      face={<Face {...message.author} hue={undefined} size="small" />}
      head={(quote || voice || files || forwarded) && (
        <>
          {forwarded && <ForwardedFrom forwarded={forwarded} path={path} />}
          {quote && <Quoted conversation={conversation} quote={quote} />}
          {voice && <VoicePlayer message={message} voice={voice} />}
          {files && <Attachments message={message} files={files} />}
        </>
      )}
      foot={(poll || reactions || thread || pinned || card ||
        until !== undefined) && (
        <>
          {card && <Card path={path} card={card} />}
          {poll && <Poll path={path} poll={poll} marks={marks} />}
          {reactions && (
            <Reactions path={path} reactions={reactions} marks={marks} />
          )}
          {thread && <ThreadLink message={message} thread={thread} />}
          {pinned && <PinnedMark conversation={conversation} />}
          {until !== undefined && <Going at={at} until={until} />}
        </>
      )}
    />
  );
}

/** In the place of what somebody wrote whom its reader has blocked: their words are one link away. */
function Hidden({ path }: { path: string }) {
  const { t } = useReader();
  return (
    <p class="note">
      {t("message.hidden")} <a href={path}>{t("message.hidden.show")}</a>
    </p>
  );
}

/** What it is about is one link away. */
function NoteLine({ message, note }: { message: ShownMessage; note: Note }) {
  const words = <NoteText note={note} author={message.author.name} />;
  if (note.what !== "pinned") return words;
  const { conversation } = message;
  return <a href={placeOf({ ...note, conversation })}>{words}</a>;
}

function Happened({ message }: { message: ShownMessage }) {
  const { iso, time } = useReader();
  if (!message.note) return null;
  return (
    <>
      <p class="note" dir="auto">
        <NoteLine message={message} note={message.note} />
      </p>
      {/* For the ear, and for the list of conversations beside the log. */}
      <time class="said" datetime={iso(message.at)}>
        {time(message.at)}
      </time>
    </>
  );
}
