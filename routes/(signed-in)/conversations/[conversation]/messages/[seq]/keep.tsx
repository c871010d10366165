import { type FreshContext, page } from "fresh";
import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import { Page } from "@/components/layout/Page.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { keepFile } from "@/lib/files/keep.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Keeping a file of a message among one's own; it is not sent again. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      await takeToken("place", user.id);
      const conversation = ctx.params.conversation!;
      const place = { conversation, seq: seqOf(ctx.params) };
      const file = form.text("file");
      const id = await keepFile(user, { ...place, file });
      return answer(ctx, { redirect: `/files/${id}` });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

async function view(
  { state, params }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { user, reader } = state;
  const message = await findMessage(user, params.conversation!, seqOf(params));
  state.title = reader.t("drive.keep");
  return {
    path: pathOf(message),
    files: message.files ?? [],
    ...refusedOf(reader, refusal),
  };
}

export default signedIn.page<typeof handler>(({ data, state }) => {
  const { t } = state.reader;
  return (
    <Page title={state.title ?? ""} back={data.path} always>
      <form class="form" method="post" action={`${data.path}/keep`}>
        <ErrorSummary errors={data.errors} sentence={data.sentence} />
        <FormToken token={state.csrf} />
        <p class="hint">{t("drive.keep.lead")}</p>
        {data.files.map(({ file, name }) => (
          <div class="actions" key={file}>
            <Button name="file" value={file}>
              <bdi>{name}</bdi>
            </Button>
          </div>
        ))}
      </form>
    </Page>
  );
});
