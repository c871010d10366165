import { page } from "fresh";
import { refusedOf } from "@/components/entrance/Refused.ts";
import { ProfileForm } from "@/components/settings/ProfileForm.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import { SignOutForm } from "@/components/settings/SignOutForm.tsx";
import { changeName } from "@/lib/accounts/change_name.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { type SettingsProps, signedIn } from "@/routes/(_state)/define.ts";

/** What others see of one. */
export const handler = signedIn.handlers({
  GET: () => page<Refusal | null>(null),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      await changeName(ctx.state.user, form.text("name"));
      return answer(ctx, { redirect: "/settings/profile?done=saved" });
    }, {
      page: (refusal) => page<Refusal | null>(refusal, refusal),
      fragment: (refusal) => <Profile state={ctx.state} refusal={refusal} />,
    }),
});

/** The page's main part, drawn alike for a page and for a fragment. */
function Profile({ state, refusal, done = false }: SettingsProps) {
  const { reader, user } = state;
  return (
    <SettingsPage
      user={user}
      current="profile"
      done={done ? reader.t("common.saved") : undefined}
    >
      <ProfileForm
        token={state.csrf}
        profile={user}
        name={refusal?.kept.name ?? user.name}
        {...refusedOf(reader, refusal)}
      />
      <SignOutForm token={state.csrf} />
    </SettingsPage>
  );
}

export default signedIn.page<typeof handler>(({ data, state, url }) => (
  <Profile
    state={state}
    refusal={data}
    done={!data && url.searchParams.get("done") === "saved"}
  />
));
