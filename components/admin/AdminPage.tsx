import { AdminWays } from "@/components/admin/AdminWays.tsx";
import { saidOf } from "@/components/admin/Done.ts";
import { InviteForm } from "@/components/admin/InviteForm.tsx";
import { InviteList } from "@/components/admin/InviteList.tsx";
import { ServerSettingsForm } from "@/components/admin/ServerSettingsForm.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type {
  Invite,
  Registration,
  ServerSettings,
  User,
} from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Who may come in, and the rules for everybody. */
export function AdminPage(
  {
    token,
    user,
    origin,
    settings,
    invites,
    reports,
    done,
    typed,
    refused,
    ...set
  }: {
    token: string;
    user: User;
    origin: string;
    settings: ServerSettings;
    /** What the environment says of registration. */
    byDefault: Registration;
    /** And whether the server may go out. */
    outgoing: boolean;
    invites: readonly Invite[];
    /** How many wait. */
    reports: number;
    /** What was just done; unknown words say nothing. */
    done: string;
    /** The form that was refused, as it was typed. */
    typed: Readonly<Record<string, string>> | null;
    refused: Refused;
  },
) {
  const { t } = useReader();
  const rules = typed?._action === "change-settings" ? typed : null;
  const draft = typed && !rules ? typed : null;
  const on = (name: string, stored = false) => rules ? name in rules : stored;
  return (
    <SettingsPage user={user} current="admin" done={saidOf(done, t)}>
      <section>
        <h2>{t("admin.invites.title")}</h2>
        <p class="hint">{t("admin.invites.lead")}</p>
        <InviteForm
          token={token}
          days={draft?.days ?? "7"}
          cap={draft?.cap ?? "10"}
          {...(draft ? refused : {})}
        />
        <InviteList
          token={token}
          invites={invites}
          origin={origin}
          now={Date.now()}
        />
      </section>
      <section>
        <h2>{t("admin.settings.title")}</h2>
        <ServerSettingsForm
          token={token}
          registration={rules?.registration ?? settings.registration ?? ""}
          editWindow={rules?.edit_window ?? String(settings.editWindow ?? "")}
          passkeySignUp={on("passkey_sign_up", settings.passkeySignUp)}
          publicGroups={on("public_groups", settings.publicGroups)}
          linkPreviews={on("link_previews", settings.linkPreviews)}
          noGuests={on("no_guests", settings.noGuests)}
          {...set}
          voiceMegabytes={rules?.voice_megabytes ??
            String(settings.voiceMegabytes ?? "")}
          {...(rules ? refused : {})}
        />
      </section>
      <AdminWays reports={reports} />
    </SettingsPage>
  );
}
