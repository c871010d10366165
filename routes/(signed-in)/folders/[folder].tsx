import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { Button } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import {
  FolderForm,
  type FolderValues,
} from "@/components/conversations/FolderForm.tsx";
import { Page } from "@/components/layout/Page.tsx";
import {
  changeFolder,
  dropFolder,
  findFolder,
  moveFolder,
} from "@/lib/conversations/folders.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { draftOf } from "@/routes/(signed-in)/folders/(_folders)/draft_of.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

async function view(
  { state, params }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { folder, usernames } = await findFolder(state.user, params.folder!);
  const { name, rules: { unread, mentioned, kind, tag } } = folder;
  const values: FolderValues = refusal?.kept ?? {
    name,
    people: usernames.join(", "),
    ...(unread ? { unread: "on" } : {}),
    ...(mentioned ? { mentioned: "on" } : {}),
    ...(kind ? { kind } : {}),
    ...(tag ? { tag } : {}),
  };
  state.title = name;
  return { values, refused: refusedOf(state.reader, refusal) };
}

/** One folder: its name, its rules, its place among the others, its end. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const id = ctx.params.folder!;
      await takeToken("place", user.id);
      const action = form.text("_action");
      if (action === "up" || action === "down") {
        await moveFolder(user, id, action);
      } else if (action === "drop") await dropFolder(user, id);
      else await changeFolder(user, id, await draftOf(ctx.state.user, form));
      return answer(ctx, { redirect: "/folders" });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state, url }) => {
  const { t } = state.reader;
  return (
    <Page title={state.title ?? ""} back="/folders" always>
      <FolderForm
        action={url.pathname}
        deed="change"
        submit={t("inbox.place.keep")}
        token={state.csrf}
        values={data.values}
        {...data.refused}
      />
      <form class="form" method="post" action={url.pathname}>
        <FormToken token={state.csrf} />
        <input type="hidden" name="_action" value="drop" />
        <p class="hint">{t("inbox.folders.drop_text")}</p>
        <div class="actions">
          <Button kind="danger">{t("inbox.folders.drop")}</Button>
        </div>
      </form>
    </Page>
  );
});
