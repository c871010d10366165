import type { ServerSettingsForm } from "@/lib/accounts/server_settings.ts";
import type { Form } from "@/lib/http/form.ts";

/** The form of the server's settings; an unticked box sends nothing. */
export function readSettings(form: Form): ServerSettingsForm {
  return {
    registration: form.text("registration"),
    editWindow: form.text("edit_window"),
    passkeySignUp: form.has("passkey_sign_up"),
    publicGroups: form.has("public_groups"),
    linkPreviews: form.has("link_previews"),
    voiceMegabytes: form.text("voice_megabytes"),
    noGuests: form.has("no_guests"),
  };
}
