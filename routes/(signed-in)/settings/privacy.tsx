import { page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { PrivacyForm } from "@/components/settings/PrivacyForm.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import { changePrivacy } from "@/lib/accounts/change_privacy.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { hub } from "@/lib/live/hub.ts";
import { type SettingsProps, signedIn } from "@/routes/(_state)/define.ts";

/** What others learn of one's reading and typing. */
export const handler = signedIn.handlers({
  GET: () => page<Refusal | null>(null),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      await changePrivacy(ctx.state.user, {
        shareReceipts: form.has("share_receipts"),
        shareTyping: form.has("share_typing"),
        sharePresence: form.has("share_presence"),
      });
      // Open streams come back at once and keep to the new choice.
      for (const one of hub.ofUser(ctx.state.user.id)) {
        if (one.kind === "live") one.end("restart");
      }
      return answer(ctx, { redirect: "/settings/privacy?done=saved" });
    }, {
      page: (refusal) => page<Refusal | null>(refusal, refusal),
      fragment: (refusal) => <Privacy state={ctx.state} refusal={refusal} />,
    }),
});

/** The page's main part, drawn alike for a page and for a fragment. */
function Privacy({ state, refusal, done = false }: SettingsProps) {
  const { reader, user } = state;
  return (
    <SettingsPage
      user={user}
      current="privacy"
      done={done ? reader.t("common.saved") : undefined}
    >
      <PrivacyForm
        token={state.csrf}
        shareReceipts={refusal
          ? "share_receipts" in refusal.kept
          : user.shareReceipts}
        shareTyping={refusal
          ? "share_typing" in refusal.kept
          : user.shareTyping}
        sharePresence={refusal
          ? "share_presence" in refusal.kept
          : user.sharePresence !== false}
        {...refusedOf(reader, refusal)}
      />
    </SettingsPage>
  );
}

export default signedIn.page<typeof handler>(({ data, state, url }) => (
  <Privacy
    state={state}
    refusal={data}
    done={!data && url.searchParams.get("done") === "saved"}
  />
));
