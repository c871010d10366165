import { asset } from "fresh/runtime";
import { ConversationStart } from "@/components/conversations/ConversationHead.tsx";
import {
  EarlierInFull,
  LogDocument,
  LogEnded,
  ROWS,
} from "@/components/messages/LogDocument.tsx";
import { MessageRows } from "@/components/messages/MessageRows.tsx";
import { betweensHere, findBetweens } from "@/lib/accounts/between.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { sheetsOf } from "@/components/messages/Sheets.ts";
import { readableHere } from "@/lib/conversations/history.ts";
import { findReadMark } from "@/lib/conversations/readers.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { allow } from "@/lib/http/security_headers.ts";
import { acceptsGzip } from "@/lib/live/gzip.ts";
import { openLog } from "@/lib/live/log.ts";
import { listMessages } from "@/lib/messages/find.ts";
import { seeAs } from "@/lib/messages/readable.ts";
import { replayMissed } from "@/lib/messages/replay.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { draw } from "@/routes/(_live)/draw.tsx";
import { renderLogRow } from "@/routes/(_live)/render_log_row.tsx";
import { seeAsGuest } from "@/routes/(_live)/see_as_guest.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** The never-ending page of a conversation, framed for readers without script. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { state, params } = ctx;
    const { user, session, reader } = state;
    const id = params.conversation!;
    await takeToken("live", session.id);
    const conversation = await findNamedConversation(user, id);
    const after = numberOf(ctx.url.searchParams.get("after"));
    const { messages, older, marks } = await listMessages(
      user,
      id,
      after === undefined ? {} : { after },
    );
    const frame = draw(
      reader,
      <LogDocument
        theme={state.theme}
        stylesheets={["parley", ...sheetsOf(messages)].map((name) =>
          asset(`/${name}.css`)
        )}
        conversation={conversation}
      />,
    );
    const rows = draw(
      reader,
      <>
        {older
          ? <EarlierInFull conversationId={id} before={messages[0]?.seq} />
          : <ConversationStart conversation={conversation} />}
        <MessageRows
          messages={messages}
          marks={marks}
          me={user.id}
          readUpTo={await findReadMark(user, id)}
          firstUnread={numberOf(ctx.url.searchParams.get("unread"))}
        />
      </>,
    );
    const [head = ""] = frame.split(ROWS);
    const response = openLog({
      session: session.id,
      user: user.id,
      reader,
      conversation: id,
      gzip: acceptsGzip(ctx.req),
      shown: messages.at(-1)?.seq ?? 0,
      cursor: state.cursor,
      render: renderLogRow,
      see: seeAsGuest(
        user,
        seeAs(user.id, readableHere(), betweensHere()),
      ),
      replay: replayMissed,
      listConversationsOf: async () => {
        await findBetweens(user.id);
        return [id];
      },
      head: `<!doctype html>${head}${rows}`,
      ending: (reason) =>
        draw(
          reader,
          <LogEnded
            conversationId={id}
            resume={reason === "replaced" || reason === "restart"}
          />,
        ),
    });
    allow(response.headers, "framed-log");
    return response;
  },
});
