import { Button } from "@/components/controls/Button.tsx";
import { Check } from "@/components/controls/Check.tsx";
import { Field } from "@/components/controls/Field.tsx";
import type { Folder } from "@/lib/conversations/place_model.ts";
import { MUTES } from "@/lib/conversations/place_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** For how long to be silent. */
export function MuteFor(
  { mute, deaf, error, id }: {
    mute?: string;
    /** Ticked: mentions, too. */
    deaf?: string;
    error?: string | undefined;
    id?: string;
  },
) {
  const { t } = useReader();
  return (
    <>
      <Field
        name="mute"
        {...(id ? { id } : {})}
        label={t("inbox.place.mute_for")}
        value={mute ?? MUTES[0]}
        error={error}
        options={MUTES.map((span) => ({
          value: span,
          label: t(`inbox.place.mute.${span}`),
        }))}
      />
      <Check
        name="deaf"
        label={t("inbox.place.mute_deaf")}
        checked={deaf === "on"}
      />
    </>
  );
}

/** The folders there are, ticked where the conversation was put in by hand. */
export function FolderChecks(
  { folders, chosen }: {
    folders: readonly Folder[];
    chosen: readonly string[];
  },
) {
  const { t } = useReader();
  if (folders.length === 0) {
    return (
      <p class="hint">
        {t("inbox.folders.none")}{" "}
        <a href="/folders">{t("inbox.folders.new")}</a>
      </p>
    );
  }
  return (
    <>
      <fieldset class="fields">
        <legend>{t("inbox.place.folders")}</legend>
        {folders.map(({ id, name }) => (
          <Check
            key={id}
            name="folder"
            value={id}
            label={name}
            checked={chosen.includes(id)}
          />
        ))}
      </fieldset>
      <div class="actions">
        <Button>{t("inbox.place.keep")}</Button>
      </div>
    </>
  );
}
