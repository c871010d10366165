/**
 * Composition only: what the server is put together from, in which order, and
 * which job wakes which domain.
 */
import "@/_fresh/routes.ts";
import { App, staticFiles } from "fresh";
import { freeUsername } from "@/lib/accounts/change_username.ts";
import { deliverMail, MAILS_AT_ONCE } from "@/lib/accounts/deliver_mail.ts";
import {
  eraseAccount,
  eraseAccountRows,
} from "@/lib/accounts/erase_account.ts";
import type { GuestEnded } from "@/lib/accounts/guest.ts";
import { mailResetLink } from "@/lib/accounts/mail_reset_link.ts";
import { forgetPlaces } from "@/lib/accounts/forget_places.ts";
import { sweepPicture } from "@/lib/accounts/picture.ts";
import { startPresence } from "@/lib/accounts/presence.ts";
import { clearStatus } from "@/lib/accounts/status.ts";
import { admitMembers } from "@/lib/conversations/admission.ts";
import { endAllGuests, endGuestLink } from "@/lib/conversations/end_guests.ts";
import { eraseLog } from "@/lib/conversations/erase_conversation.ts";
import { erasePlaces } from "@/lib/conversations/erase_person.ts";
import { forgetMentions } from "@/lib/conversations/forget_mentions.ts";
import { tellPresence } from "@/lib/conversations/presence_news.ts";
import { emptyBinWhenDue } from "@/lib/files/change_own.ts";
import { eraseDrive } from "@/lib/files/erase_drive.ts";
import { eraseFiles } from "@/lib/files/erase_files.ts";
import { sweepBlob, sweepOrphans } from "@/lib/files/sweep.ts";
import { expireUpload } from "@/lib/files/upload.ts";
import { formLimit } from "@/lib/http/forms.ts";
import { gate } from "@/lib/http/gate.ts";
import { healthAnswer, metricsAnswer, readyAnswer } from "@/lib/http/health.ts";
import { aboutError, log } from "@/lib/http/log.ts";
import type { Settings } from "@/lib/http/settings.ts";
import { onJob } from "@/lib/jobs/on_job.ts";
import { closeDue } from "@/lib/messages/close_poll.ts";
import { eraseMessages } from "@/lib/messages/erase_person.ts";
import { eraseOwnRows } from "@/lib/messages/erase_own_rows.ts";
import { eraseLogTexts } from "@/lib/messages/erase_texts.ts";
import { PAGES_AT_ONCE } from "@/lib/messages/preview_link.ts";
import { beginNight, keepRules } from "@/lib/messages/retention.ts";
import { sweepDeleted } from "@/lib/messages/sweep_deleted.ts";
import { sweepVanished } from "@/lib/messages/vanish.ts";
import { settleMentions } from "@/lib/messages/tell_mentioned.ts";
import { eraseIndex } from "@/lib/search/erase_index.ts";
import { followLog } from "@/lib/search/follow_log.ts";
import { remindWhenDue } from "@/lib/messages/remind.ts";
import { sendWhenDue } from "@/lib/messages/send_scheduled.ts";
import { previewPosted } from "@/lib/operations/preview_posted.ts";
import { serve } from "@/lib/operations/serve.ts";

onJob("admit-members", admitMembers);
onJob("clear-status", clearStatus);
onJob("forget-places", forgetPlaces);
onJob("erase-account", eraseAccount);
onJob("erase-account-rows", eraseAccountRows);
onJob("erase-places", erasePlaces);
onJob("erase-messages", eraseMessages);
onJob("empty-bin", emptyBinWhenDue);
onJob("erase-drive", eraseDrive);
onJob("erase-files", eraseFiles);
onJob("end-guest-link", endGuestLink);
onJob("erase-index", eraseIndex);
onJob("erase-log", eraseLog);
onJob("erase-log-texts", eraseLogTexts);
onJob("forbid-guests", endAllGuests);
onJob("forget-mentions", forgetMentions);
onJob("expire-upload", expireUpload);
onJob("free-username", freeUsername);
onJob("guest-ended", ({ user }: GuestEnded) => eraseOwnRows(user));
onJob("link-posted", previewPosted, { atOnce: PAGES_AT_ONCE });
onJob("log-changed", followLog);
onJob("mail-reset-link", mailResetLink);
onJob("send-scheduled", sendWhenDue);
onJob("send-mail", deliverMail, { atOnce: MAILS_AT_ONCE });
onJob("message-deleted", sweepDeleted);
onJob("remind", remindWhenDue);
onJob("poll-due", closeDue);
onJob("settle-mentions", settleMentions);
onJob("sweep-blob", sweepBlob);
onJob("sweep-orphans", sweepOrphans);
onJob("sweep-picture", sweepPicture);
onJob("night", beginNight);
onJob("keep-rules", keepRules, { atOnce: 1 });
onJob("vanish", sweepVanished, { atOnce: 1 });
startPresence((people) => void tellPresence(people).catch(report));

/** What nobody meant to throw: one line in the log, never on a page. */
function report(error: unknown): void {
  log("error", "thrown", aboutError(error));
}

/** Files go with these forms. More than a picture may have, so that its refusal shows the form again. */
function bodyLimit(method: string, path: string): number {
  const pictured = ["/settings/profile", "/admin/emoji"].includes(path) ||
    /^\/conversations\/[^/]+\/picture$/.test(path);
  // Parts of a file: the upload says how many there may be.
  if (/^\/uploads(?:\/|$)/.test(path)) return Infinity;
  if (method !== "POST") return formLimit;
  // The setting decides; this is a little more than the most it can be.
  if (/^\/conversations\/[^/]+\/voice$/.test(path)) return 11_000_000;
  // Files are never held in memory; the route bounds them.
  if (/^(?:\/conversations\/[^/]+)?\/files\/new$/.test(path)) return Infinity;
  return pictured ? 4_000_000 : formLimit;
}

/** The whole application as one handler; settings and store must be in use. */
export function compose(settings: Settings): Deno.ServeHandler {
  const app = new App({
    report,
  })
    .get("/healthz", healthAnswer)
    .get("/readyz", readyAnswer)
    .get("/metrics", ({ req, info }) => metricsAnswer(req, info))
    .use(staticFiles())
    .fsRoutes();
  return gate(app.handler(), settings, { bodyLimit });
}

if (import.meta.main) await serve(compose);
