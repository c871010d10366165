import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { OwnFilePage } from "@/components/files/OwnFilePage.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { binOwn, changeOwn } from "@/lib/files/change_own.ts";
import { findOwn, listDriveFolders } from "@/lib/files/drive.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** A file of one's own. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const id = ctx.params.file!;
      await takeToken("place", user.id);
      const deed = form.text("_action");
      if (deed === "bin" || deed === "restore") {
        await binOwn(user, id, deed === "bin");
      } else {
        await changeOwn(user, id, {
          name: form.text("name"),
          folder: form.text("folder"),
          star: form.has("star"),
        });
      }
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
  const file = await findOwn(user, params.file!);
  state.title = file.name;
  return {
    file,
    folders: await listDriveFolders(user),
    kept: refusal?.kept ?? null,
    ...refusedOf(reader, refusal),
  };
}

export default signedIn.page<typeof handler>(({ data, state }) => {
  const { folder, binned } = data.file;
  const back = binned !== undefined
    ? "/files?shown=bin"
    : folder
    ? `/files?folder=${folder}`
    : "/files";
  return (
    <Page title={state.title ?? ""} back={back} always>
      <OwnFilePage {...data} token={state.csrf} />
    </Page>
  );
});
