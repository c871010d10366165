import { page } from "fresh";
import { refusedOf } from "@/components/entrance/Refused.ts";
import { PrivacyForm } from "@/components/settings/PrivacyForm.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import { changePrivacy } from "@/lib/accounts/change_privacy.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** What others learn of one's reading and typing. */
export const handler = signedIn.handlers({
  GET: () => page<Refusal | null>(null),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      await changePrivacy(ctx.state.user, {
        shareReceipts: form.has("share_receipts"),
        shareTyping: form.has("share_typing"),
      });
      return answer(ctx, { redirect: "/settings/privacy?done=saved" });
    }, { page: (refusal) => page<Refusal | null>(refusal, refusal) }),
});

export default signedIn.page<typeof handler>(({ data, state, url }) => {
  const { reader, user } = state;
  const done = !data && url.searchParams.get("done") === "saved";
  return (
    <SettingsPage
      user={user}
      current="privacy"
      done={done ? reader.t("common.saved") : undefined}
    >
      <PrivacyForm
        token={state.csrf}
        shareReceipts={data
          ? "share_receipts" in data.kept
          : user.shareReceipts}
        shareTyping={data ? "share_typing" in data.kept : user.shareTyping}
        {...refusedOf(reader, data)}
      />
    </SettingsPage>
  );
});
