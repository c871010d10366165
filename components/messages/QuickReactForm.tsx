import { pathOf } from "@/components/messages/Bubble.tsx";
import { ReactForm } from "@/components/messages/ReactForm.tsx";
import type { Marks, ShownMessage } from "@/lib/messages/model.ts";
import { QUICK } from "@/lib/messages/reaction_model.ts";

/** The nearest emoji and one's own; the whole choice is on the page of reactions. */
export function QuickReactForm(
  { message, token, marks }: {
    message: ShownMessage;
    token: string;
    marks: Marks | undefined;
  },
) {
  const { reactions = [] } = message;
  const pictures = Object.fromEntries(
    reactions.flatMap(({ emoji, picture }) =>
      picture ? [[emoji, picture]] : []
    ),
  );
  return (
    <ReactForm
      path={pathOf(message)}
      token={token}
      choice={QUICK}
      marks={marks}
      pictures={pictures}
    />
  );
}
