import { page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { AppearanceForm } from "@/components/settings/AppearanceForm.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import { changeAppearance } from "@/lib/accounts/change_appearance.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { setPreference } from "@/lib/http/cookies.ts";
import { type SettingsProps, signedIn } from "@/routes/(_state)/define.ts";

/** How pages look, on every device of the account. */
export const handler = signedIn.handlers({
  GET: () => page<Refusal | null>(null),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { theme } = await changeAppearance(
        ctx.state.user,
        form.text("theme"),
      );
      const headers = new Headers();
      // So that the sign-in page looks the same tomorrow.
      setPreference(headers, "theme", theme);
      const redirect = "/settings/appearance?done=saved";
      return answer(ctx, { redirect, headers });
    }, {
      page: (refusal) => page<Refusal | null>(refusal, refusal),
      fragment: (refusal) => <Appearance state={ctx.state} refusal={refusal} />,
    }),
});

/** The page's main part, drawn alike for a page and for a fragment. */
function Appearance({ state, refusal, done = false }: SettingsProps) {
  const { reader, user } = state;
  return (
    <SettingsPage
      user={user}
      current="appearance"
      done={done ? reader.t("common.saved") : undefined}
    >
      <AppearanceForm
        token={state.csrf}
        theme={user.theme}
        {...refusedOf(reader, refusal)}
      />
    </SettingsPage>
  );
}

export default signedIn.page<typeof handler>(({ data, state, url }) => (
  <Appearance
    state={state}
    refusal={data}
    done={!data && url.searchParams.get("done") === "saved"}
  />
));
