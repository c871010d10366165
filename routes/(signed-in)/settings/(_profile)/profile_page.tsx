import { refusedOf } from "@/components/controls/Refused.ts";
import { ProfileForm } from "@/components/settings/ProfileForm.tsx";
import { QuietForm } from "@/components/settings/QuietForm.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import { SignOutForm } from "@/components/settings/SignOutForm.tsx";
import { UsernameForm } from "@/components/settings/UsernameForm.tsx";
import PictureCropper from "@/islands/PictureCropper.tsx";
import { findQuiet } from "@/lib/accounts/do_not_disturb.ts";
import { profileOf, type User } from "@/lib/accounts/model.ts";
import type { Quiet } from "@/lib/accounts/presence_model.ts";
import { findAbout } from "@/lib/accounts/profile.ts";
import type { About } from "@/lib/accounts/profile_model.ts";
import type { Refusal } from "@/lib/http/attempt.ts";
import { readerProps } from "@/lib/i18n/island_phrases.ts";
import type { PhraseKey } from "@/lib/i18n/phrase.ts";
import type { SettingsProps } from "@/routes/(_state)/define.ts";

/** What the page is drawn from. */
export interface ProfileFacts {
  readonly about: About;
  readonly quiet: Quiet | null;
  readonly refusal: Refusal | null;
}

/** Reads it. */
export async function profileFacts(
  user: User,
  refusal: Refusal | null,
): Promise<ProfileFacts> {
  const [about, quiet] = await Promise.all([findAbout(user), findQuiet(user)]);
  return { about, quiet, refusal };
}

const CROPPER_KEYS: readonly PhraseKey[] = [
  "people.picture.crop",
  "people.picture.hint",
  "people.picture.label",
  "people.picture.remove",
  "people.picture.zoom",
];

/** The page's main part, drawn alike for a page and for a fragment. */
export function ProfilePage(
  { state, facts, done }: Pick<SettingsProps, "state"> & {
    facts: ProfileFacts;
    /** What was just done, in words. */
    done?: string | undefined;
  },
) {
  const { reader, user, csrf: token } = state;
  const { about, quiet, refusal } = facts;
  const deed = refusal?.kept._action ?? "save";
  /** A refusal belongs to the form that was sent. */
  const refused = (name: string) =>
    deed === name ? refusedOf(reader, refusal) : {};
  const kept = (name: string) => deed === name ? refusal?.kept : undefined;
  const save = refused("save");
  return (
    <SettingsPage user={user} current="profile" done={done}>
      <ProfileForm
        token={token}
        name={user.name}
        about={about}
        kept={kept("save")}
        {...save}
        picture={
          <PictureCropper
            profile={profileOf(user)}
            error={save.errors?.picture}
            reader={readerProps(reader, CROPPER_KEYS)}
          />
        }
      />
      <UsernameForm
        token={token}
        username={kept("username")?.username ?? user.username}
        {...refused("username")}
      />
      <QuietForm
        token={token}
        quiet={quiet}
        kept={kept("quiet")}
        {...refused("quiet")}
      />
      <SignOutForm token={token} />
    </SettingsPage>
  );
}
