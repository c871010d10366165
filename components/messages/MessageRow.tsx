import { BareRow, type RowProps } from "@/components/messages/BareRow.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { Poll } from "@/components/messages/Poll.tsx";
import { Quoted } from "@/components/messages/Quoted.tsx";
import { Reactions } from "@/components/messages/Reactions.tsx";
import type { Marks } from "@/lib/messages/model.ts";

/**
 * The only message row: page, fragment, live event and framed log are all this
 * markup. What hangs on a message is drawn here.
 */
export function MessageRow(
  { marks, ...props }: Omit<RowProps, "head" | "foot"> & {
    /** What of it is the reader's own; live rows are shared and do not say it. */
    marks?: Marks | undefined;
  },
) {
  const { message } = props;
  const { conversation, quote, reactions, poll } = message;
  const path = pathOf(message);
  return (
    <BareRow
      {...props}
      head={quote && <Quoted conversation={conversation} quote={quote} />}
      foot={(poll || reactions) && (
        <>
          {poll && <Poll path={path} poll={poll} marks={marks} />}
          {reactions && (
            <Reactions path={path} reactions={reactions} marks={marks} />
          )}
        </>
      )}
    />
  );
}
