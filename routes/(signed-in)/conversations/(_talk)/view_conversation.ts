import type { FreshContext } from "fresh";
import type { ConversationPageProps } from "@/routes/(signed-in)/conversations/(_talk)/conversation_page.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { findUnseen } from "@/lib/conversations/mentions.ts";
import { noteReading } from "@/lib/conversations/read_up_to.ts";
import { findReading, findReadMark } from "@/lib/conversations/readers.ts";
import { findUnsent } from "@/lib/conversations/unsent.ts";
import type { Refusal } from "@/lib/http/attempt.ts";
import { sheetsOf } from "@/components/messages/Sheets.ts";
import { findQuote, listMessages } from "@/lib/messages/find.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { fetchesAhead } from "@/routes/(signed-in)/conversations/(_talk)/fetches_ahead.ts";
import {
  spotOf,
  type Wish,
} from "@/routes/(signed-in)/conversations/(_talk)/wish.ts";
import { viewComposer } from "@/routes/(signed-in)/conversations/(_talk)/view_composer.ts";
import { viewMembers, viewOther } from "@/routes/(_live)/view_people.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/**
 * Everything a conversation's page shows. Opening it lands on the first unread
 * message, and marks what it shows as read: without script nothing else can.
 */
export async function viewConversation(
  ctx: FreshContext<SignedInState>,
  wish: Wish,
  options: {
    refusal?: Refusal;
    /** False where the messages stand beside what the page is about. */
    reads?: boolean;
  } = {},
): Promise<ConversationPageProps> {
  const { state, params, req } = ctx;
  const { user } = state;
  const id = params.conversation!;
  const conversation = await findNamedConversation(user, id);
  const [other, reading, readMark, members, unsent, unseen] = await Promise.all(
    [
      viewOther(user, conversation),
      findReading(user, id),
      findReadMark(user, id),
      viewMembers(user, id),
      findUnsent(user, id),
      findUnseen(user, id),
    ],
  );
  const read = reading.seq;
  const spot = spotOf(wish, read, reading.unread);
  const found = await listMessages(user, id, spot);
  const last = found.messages.at(-1)?.seq ?? 0;
  const first = found.messages[0]?.seq ?? 0;
  const { refusal, reads = true } = options;
  const reply = refusal
    ? numberOf(refusal.kept.reply_to)
    : wish.reply ?? unsent?.reply;
  const quote = await findQuote(user, id, reply);
  const sees = last > read || unseen.length > 0;
  if (sees && reads && !fetchesAhead(req)) {
    await noteReading(user, id, last);
  }
  state.title = nameOf(conversation.title, state.reader.t);
  state.pane = "talk";
  state.current = id;
  state.sheets = sheetsOf([...found.messages, { quote }]);
  const firstUnread = found.messages.find(({ seq, author }) =>
    seq > read && author.id !== user.id
  )?.seq;
  return {
    view: {
      conversation,
      page: found,
      members,
      other,
      me: user.id,
      readUpTo: readMark,
      firstUnread,
      here: wish.around,
      quote,
      mention: unseen.find((place) =>
        place.root !== 0 || place.seq > last || place.seq < first
      ),
    },
    composer: viewComposer(ctx, { id, title: conversation.title }, {
      answering: quote !== undefined,
      refusal,
      unsent,
    }),
  };
}
