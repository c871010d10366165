import type { FreshContext } from "fresh";
import { sheetsOf } from "@/components/messages/Sheets.ts";
import { nameOf } from "@/components/people/Named.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import type { Refusal } from "@/lib/http/attempt.ts";
import { findQuote } from "@/lib/messages/find.ts";
import { findFollow, findThread, readThread } from "@/lib/messages/threads.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";
import { fetchesAhead } from "@/routes/(signed-in)/conversations/(_talk)/fetches_ahead.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import type { ThreadPageProps } from "@/routes/(signed-in)/conversations/(_talk)/thread_page.tsx";
import { viewComposer } from "@/routes/(signed-in)/conversations/(_talk)/view_composer.ts";
import {
  spotOf,
  type Wish,
} from "@/routes/(signed-in)/conversations/(_talk)/wish.ts";

/** Everything a thread's page shows. Opening it marks what it shows as read, for who follows it. */
export async function viewThread(
  ctx: FreshContext<SignedInState>,
  seq: number,
  wish: Wish,
  refusal?: Refusal,
): Promise<ThreadPageProps> {
  const { state, params, req } = ctx;
  const { user, reader } = state;
  const id = params.conversation!;
  const conversation = await findNamedConversation(user, id);
  const [before, unread] = await findFollow(user, id, seq);
  const { root, page, follow } = await findThread(
    user,
    id,
    seq,
    spotOf(wish, before?.seq ?? 0, unread),
  );
  const reply = refusal ? numberOf(refusal.kept.reply_to) : wish.reply;
  const quote = await findQuote(user, id, reply);
  const last = page.messages.at(-1)?.seq ?? 0;
  if (!fetchesAhead(req)) await readThread(user, id, seq, last);
  state.title = reader.t("message.thread");
  state.pane = "talk";
  state.current = id;
  const shown = root ? [root, ...page.messages] : page.messages;
  state.sheets = [...new Set(["hung", ...sheetsOf(shown)])];
  const title = nameOf(conversation.title, reader.t);
  return {
    view: {
      conversation,
      root,
      page,
      me: user.id,
      follows: follow?.on ?? false,
      firstUnread: before?.on
        ? page.messages.find((one) =>
          one.seq > before.seq && one.author.id !== user.id
        )?.seq
        : undefined,
      here: wish.around,
      quote,
    },
    composer: viewComposer(ctx, { id, title }, {
      answering: quote !== undefined,
      refusal,
    }),
  };
}
