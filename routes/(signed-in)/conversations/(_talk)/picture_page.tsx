import type { FreshContext } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { PictureForm } from "@/components/conversations/PictureForm.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { demand } from "@/lib/conversations/rights.ts";
import type { Refusal } from "@/lib/http/attempt.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** What the page of a group's picture shows. */
export async function viewPicture(
  { state, params }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const conversation = await findNamedConversation(
    state.user,
    params.conversation!,
  );
  demand(conversation, { role: conversation.myRole }, "rename");
  state.title = state.reader.t("conversation.picture.title");
  state.current = conversation.id;
  return { conversation, refused: refusedOf(state.reader, refusal) };
}

/** The page, whether it was asked for or a picture was refused. */
export function PicturePage(
  { data, state }: {
    data: Awaited<ReturnType<typeof viewPicture>>;
    state: SignedInState;
  },
) {
  const { conversation, refused } = data;
  return (
    <Page
      title={state.reader.t("conversation.picture.title")}
      line={conversation.title}
      back={`/conversations/${conversation.id}/settings`}
    >
      <PictureForm
        conversation={conversation}
        token={state.csrf}
        errors={refused.errors}
        sentence={refused.sentence}
      />
    </Page>
  );
}
