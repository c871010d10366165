import { Button } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import { SendAtField } from "@/components/messages/SendAtField.tsx";
import { wallClock } from "@/lib/i18n/wall_clock.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Saved } from "@/lib/messages/saved_model.ts";

/** Saves a message for oneself, with a reminder or without; or says when one is set. */
export function SaveForm(
  { path, saved, choices, token, typed, error, complaint }: {
    /** The message's page. */
    path: string;
    saved: Saved | null;
    /** Times that are one press away. */
    choices: readonly ("hour" | "tomorrow" | "week")[];
    token: string;
    /** The time as it was typed, when it was refused. */
    typed?: string | undefined;
    error?: string | undefined;
    /** What is wrong with the whole of it. */
    complaint?: string | undefined;
  },
) {
  const { t, full, timeZone } = useReader();
  const { remind, due } = saved ?? {};
  return (
    <form class="form" id="save" method="post" action={`${path}/saved`}>
      <FormToken token={token} />
      <h2>{t(saved ? "message.saved.kept" : "message.save")}</h2>
      {complaint && <Notice kind="bad">{complaint}</Notice>}
      <p class="hint">
        {remind !== undefined
          ? t("message.saved.remind", { when: full(remind) })
          : due !== undefined
          ? t("message.saved.due", { when: full(due) })
          : t("message.saved.hint")}
      </p>
      {!saved && (
        <div class="actions">
          <Button kind="primary" name="_action" value="save">
            {t("message.save")}
          </Button>
        </div>
      )}
      <div class="actions">
        {choices.map((choice) => (
          <Button key={choice} small name="remind" value={choice}>
            {t(`message.saved.in.${choice}`)}
          </Button>
        ))}
      </div>
      <SendAtField
        name="remind_at"
        label={t("message.saved.at")}
        value={typed ?? (remind ? wallClock(remind, timeZone) : "")}
        error={error}
      />
      <div class="actions">
        <Button name="_action" value="remind">
          {t("message.saved.set")}
        </Button>
        {(remind ?? due) !== undefined && (
          <Button name="_action" value="done">
            {t(due === undefined ? "message.saved.off" : "message.saved.done")}
          </Button>
        )}
        {saved && (
          <Button kind="danger" name="_action" value="remove">
            {t("message.saved.remove")}
          </Button>
        )}
      </div>
    </form>
  );
}
