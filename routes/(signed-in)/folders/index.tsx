import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { FolderForm } from "@/components/conversations/FolderForm.tsx";
import { FolderList } from "@/components/conversations/FolderList.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { findArrangement } from "@/lib/conversations/choose.ts";
import { createFolder } from "@/lib/conversations/folders.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { draftOf } from "@/routes/(signed-in)/folders/(_folders)/draft_of.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

async function view(
  { state }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { folders } = await findArrangement(state.user);
  state.title = state.reader.t("inbox.folders.title");
  return {
    folders,
    values: refusal?.kept ?? {},
    refused: refusedOf(state.reader, refusal),
  };
}

/** One's folders; making one. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      await takeToken("place", ctx.state.user.id);
      const id = await createFolder(
        ctx.state.user,
        await draftOf(ctx.state.user, form),
      );
      return answer(ctx, { redirect: `/conversations?folder=${id}` });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => {
  const { t } = state.reader;
  return (
    <Page title={state.title ?? ""} back="/conversations">
      <FolderList folders={data.folders} token={state.csrf} />
      <section>
        <h2>{t("inbox.folders.new")}</h2>
        <FolderForm
          action="/folders"
          deed="create"
          submit={t("inbox.folders.create")}
          token={state.csrf}
          values={data.values}
          {...data.refused}
        />
      </section>
    </Page>
  );
});
