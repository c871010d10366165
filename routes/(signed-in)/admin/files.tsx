import { type FreshContext, page } from "fresh";
import { FileLimitsPage } from "@/components/admin/FileLimitsPage.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import {
  changeFileLimits,
  findFileLimits,
} from "@/lib/accounts/file_limits.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

const HERE = "/admin/files";

async function look(
  { state }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { reader } = state;
  state.title = reader.t("file.limits.title");
  const { megabytes, most } = await findFileLimits();
  return {
    megabytes: refusal?.kept.megabytes ?? `${megabytes}`,
    most: refusal?.kept.most ?? `${most}`,
    ...refusedOf(reader, refusal),
  };
}

/** How large files may be. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await look(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      await changeFileLimits(ctx.state.user, {
        megabytes: form.text("megabytes"),
        most: form.text("most"),
      });
      return answer(ctx, { redirect: `${HERE}?done=saved` });
    }, {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state, url }) => (
  <FileLimitsPage
    token={state.csrf}
    user={state.user}
    {...data}
    done={url.searchParams.get("done") === "saved"
      ? state.reader.t("common.saved")
      : undefined}
  />
));
