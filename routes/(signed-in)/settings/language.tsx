import { page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { LanguageForm } from "@/components/settings/LanguageForm.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import { changeLanguage } from "@/lib/accounts/change_language.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { dropCookie, setPreference } from "@/lib/http/cookies.ts";
import { languages, nameOfLanguage } from "@/lib/i18n/catalog.ts";
import { listTimeZones, todaysName } from "@/lib/i18n/time_zones.ts";
import { type SettingsProps, signedIn } from "@/routes/(_state)/define.ts";

const timeZones = listTimeZones();
const choices = languages.map((value) => ({
  value,
  label: nameOfLanguage(value),
}));

/** The language and time zone of pages. */
export const handler = signedIn.handlers({
  GET: () => page<Refusal | null>(null),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const user = await changeLanguage(ctx.state.user, {
        language: form.text("language"),
        timeZone: form.text("time_zone"),
      }, languages);
      const headers = new Headers();
      keep(headers, "language", user.language);
      keep(headers, "timeZone", user.timeZone);
      const redirect = "/settings/language?done=saved";
      return answer(ctx, { redirect, headers });
    }, {
      page: (refusal) => page<Refusal | null>(refusal, refusal),
      fragment: (refusal) => <Language state={ctx.state} refusal={refusal} />,
    }),
});

/** The entrance follows the choice; without one it follows the browser. */
function keep(
  headers: Headers,
  kind: "language" | "timeZone",
  value: string | null,
): void {
  if (value === null) dropCookie(headers, kind);
  else setPreference(headers, kind, value);
}

/** The page's main part, drawn alike for a page and for a fragment. */
function Language({ state, refusal, done = false }: SettingsProps) {
  const { reader, user } = state;
  return (
    <SettingsPage
      user={user}
      current="language"
      done={done ? reader.t("common.saved") : undefined}
    >
      <LanguageForm
        token={state.csrf}
        language={refusal?.kept.language ?? user.language ?? ""}
        timeZone={todaysName(refusal?.kept.time_zone ?? user.timeZone ?? "")}
        languages={choices}
        timeZones={timeZones}
        {...refusedOf(reader, refusal)}
      />
    </SettingsPage>
  );
}

export default signedIn.page<typeof handler>(({ data, state, url }) => (
  <Language
    state={state}
    refusal={data}
    done={!data && url.searchParams.get("done") === "saved"}
  />
));
