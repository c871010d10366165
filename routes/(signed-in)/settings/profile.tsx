import { page } from "fresh";
import { changeProfile } from "@/lib/accounts/change_profile.ts";
import { changeUsername } from "@/lib/accounts/change_username.ts";
import { changeQuiet } from "@/lib/accounts/do_not_disturb.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import {
  profileFacts,
  ProfilePage,
} from "@/routes/(signed-in)/settings/(_profile)/profile_page.tsx";
import { readProfile } from "@/routes/(signed-in)/settings/(_profile)/read_profile.ts";

/** What others see of one, and whether they may disturb. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await profileFacts(ctx.state.user, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const done = await change(ctx.state, form);
      return answer(ctx, { redirect: `/settings/profile?done=${done}` });
    }, {
      page: async (refusal) =>
        page(await profileFacts(ctx.state.user, refusal), refusal),
      fragment: async (refusal) => (
        <ProfilePage
          state={ctx.state}
          facts={await profileFacts(ctx.state.user, refusal)}
        />
      ),
    }),
});

/** Which of the page's forms it was. @returns what was done */
async function change(
  { user, reader }: SignedInState,
  form: Form,
): Promise<"saved" | "renamed"> {
  const { timeZone } = reader;
  await takeToken("profile", user.id);
  switch (form.text("_action")) {
    case "username":
      await changeUsername(user, form.text("username"));
      return "renamed";
    case "quiet":
      await changeQuiet(user, {
        span: form.text("quiet_for"),
        daily: form.has("quiet_daily"),
        from: form.text("quiet_from"),
        to: form.text("quiet_to"),
      }, { timeZone });
      return "saved";
    default:
      await changeProfile(user, await readProfile(form), { timeZone });
      return "saved";
  }
}

export default signedIn.page<typeof handler>(({ data, state, url }) => {
  const { t } = state.reader;
  const done = data.refusal ? null : url.searchParams.get("done");
  return (
    <ProfilePage
      state={state}
      facts={data}
      done={done === "renamed"
        ? t("people.username.changed")
        : done === "saved"
        ? t("common.saved")
        : undefined}
    />
  );
});
