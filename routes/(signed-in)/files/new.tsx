import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { UploadForm } from "@/components/files/UploadForm.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { findFileLimits } from "@/lib/accounts/file_limits.ts";
import { findDriveFolder } from "@/lib/files/drive.ts";
import { keepUploads } from "@/lib/files/keep.ts";
import { findUploads } from "@/lib/files/upload.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takingFiles } from "@/routes/(signed-in)/conversations/(_talk)/take_files.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Putting files into the open folder. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: async (ctx) =>
    attempt(ctx, async (form) => {
      const folder = form.text("folder") || undefined;
      await keepUploads(ctx.state.user, form.all("files"), folder);
      return answer(ctx, { redirect: place(folder) });
    }, {
      ...await takingFiles(ctx.state.user, null),
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

async function view(
  { state, url }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { user, reader } = state;
  const folder = refusal?.kept.folder || url.searchParams.get("folder") ||
    undefined;
  const { megabytes, most } = await findFileLimits();
  state.title = reader.t("drive.upload");
  return {
    folder,
    line: folder && (await findDriveFolder(user, folder)).name,
    limit: megabytes,
    most,
    arrived: await findUploads(user, refusal?.keptAll.files ?? []),
    ...refusedOf(reader, refusal),
  };
}

function place(folder: string | undefined): string {
  return folder ? `/files?folder=${folder}` : "/files";
}

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.title ?? ""}
    line={data.line}
    back={place(data.folder)}
    always
  >
    <UploadForm {...data} token={state.csrf} />
  </Page>
));
