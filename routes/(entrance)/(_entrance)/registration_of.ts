import type { Registration } from "@/lib/accounts/model.ts";
import type { Settings } from "@/lib/http/settings.ts";

/** Until an environment or an administrator says otherwise, by invite. */
export function registrationOf(settings: Settings): Registration {
  return settings.registration ?? "invite";
}
