import { Button } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Between } from "@/lib/accounts/between_model.ts";
import type { Profile } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What one can put between oneself and somebody, or take away again. */
export function KeepAway(
  { profile, between, token }: {
    profile: Pick<Profile, "username" | "name">;
    between: Between | undefined;
    token: string;
  },
) {
  const { t } = useReader();
  const blocked = between?.blocked !== undefined;
  return (
    <section id="distance">
      <h2>{t("people.block.title")}</h2>
      {blocked && (
        <p>
          <b>{t("people.block.is", { name: profile.name })}</b>
        </p>
      )}
      <p class="hint">{t("people.block.lead")}</p>
      {!blocked && <p class="hint">{t("people.mute.lead")}</p>}
      <div class="actions">
        {!blocked && (
          <KeepAwayForm
            wish="muted"
            on={between?.muted === undefined}
            {...{ profile, token }}
          />
        )}
        <KeepAwayForm wish="blocked" on={!blocked} {...{ profile, token }} />
      </div>
    </section>
  );
}

const NOUNS = { blocked: "block", muted: "mute" } as const;

/** One button of them. */
export function KeepAwayForm(
  { profile, wish, on, token }: {
    profile: Pick<Profile, "username" | "name">;
    wish: "blocked" | "muted";
    /** Does it begin, or take back? */
    on: boolean;
    token: string;
  },
) {
  const { t } = useReader();
  const noun = NOUNS[wish];
  const { username, name } = profile;
  return (
    <form
      method="post"
      action={`/people/${encodeURIComponent(username)}/${noun}`}
    >
      <FormToken token={token} />
      {!on && <input type="hidden" name="_action" value="remove" />}
      <Button small kind={on && wish === "blocked" ? "danger" : "plain"}>
        <span aria-hidden="true">
          {t(on ? `people.${noun}` : `people.${noun}.undo`)}
        </span>
        <span class="said">
          {t(on ? `people.${noun}.who` : `people.${noun}.undo_who`, { name })}
        </span>
      </Button>
    </form>
  );
}
