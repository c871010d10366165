import { type FreshContext, page } from "fresh";
import { ButtonLink } from "@/components/controls/Button.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import { BinForm, FolderForms } from "@/components/files/DriveForms.tsx";
import { DriveList } from "@/components/files/DriveList.tsx";
import { DriveSearch } from "@/components/files/DriveSearch.tsx";
import { Page } from "@/components/layout/Page.tsx";
import {
  createDriveFolder,
  dropDriveFolder,
  emptyBin,
  renameDriveFolder,
} from "@/lib/files/change_own.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { sizeText } from "@/lib/i18n/sizes.ts";
import type { User } from "@/lib/accounts/model.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import { viewDrive } from "@/routes/(signed-in)/files/(_drive)/view_drive.ts";

/** One's own files and folders. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      await takeToken("place", ctx.state.user.id);
      return answer(ctx, { redirect: await act(ctx.state.user, form) });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

/** @returns where to go then */
async function act(user: User, form: Form): Promise<string> {
  const folder = form.text("folder");
  const name = form.text("name");
  switch (form.text("_action")) {
    case "rename-folder":
      await renameDriveFolder(user, folder, name);
      return `/files?folder=${folder}`;
    case "drop-folder":
      await dropDriveFolder(user, folder);
      return "/files";
    case "empty-bin":
      await emptyBin(user);
      return "/files?shown=bin";
    default:
      return `/files?folder=${await createDriveFolder(user, name)}`;
  }
}

async function view(
  { state, url }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const seen = await viewDrive(state, url, refusal?.kept.folder);
  state.title = seen.folder?.name ?? state.reader.t("drive.title");
  return {
    ...seen,
    name: refusal?.kept.name,
    refused: refusedOf(state.reader, refusal),
  };
}

export default signedIn.page<typeof handler>(({ data, state }) => {
  const { t, language } = state.reader;
  const { folder, wanted } = data;
  const into = folder ? `?folder=${folder.id}` : "";
  const used = sizeText(data.used, language);
  return (
    <Page
      title={state.title ?? ""}
      line={t("drive.used", { size: used })}
      back={folder ? "/files" : "/conversations"}
      always={folder !== null}
    >
      <div class="actions">
        <ButtonLink kind="primary" href={`/files/new${into}`}>
          {t("drive.upload")}
        </ButtonLink>
        <ButtonLink href="/files?shown=starred">
          {t("drive.starred")}
        </ButtonLink>
        <ButtonLink href="/files?shown=bin">{t("drive.bin")}</ButtonLink>
      </div>
      <DriveSearch wanted={wanted} />
      <DriveList {...data} />
      {wanted.shown === "bin"
        ? <BinForm token={state.csrf} />
        : <FolderForms {...data} {...data.refused} token={state.csrf} />}
    </Page>
  );
});
