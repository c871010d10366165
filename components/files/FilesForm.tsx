import { Button } from "@/components/controls/Button.tsx";
import { Check } from "@/components/controls/Check.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { ArrivedFiles, FilesField } from "@/components/files/FilesField.tsx";
import { QuotedLine } from "@/components/messages/Quoted.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Quote } from "@/lib/messages/model.ts";

/** Sending files, with words or without. */
export function FilesForm(
  { conversation, token, clientId, limit, most, kept, arrived, ...more }:
    & Refused
    & {
      conversation: string;
      token: string;
      clientId: string;
      /** Megabytes of one. */
      limit: number;
      /** How many there may be. */
      most: number;
      /** What was typed, when the form comes back; and what it answers. */
      kept: Readonly<Record<string, string>>;
      /** What came with the form before. */
      arrived: readonly { id: string; name: string; size: number }[];
      quote?: Quote | undefined;
    },
) {
  const { t } = useReader();
  const { errors = {} } = more;
  return (
    <form
      class="form"
      method="post"
      encType="multipart/form-data"
      action={`/conversations/${conversation}/files/new`}
    >
      <ErrorSummary errors={errors} sentence={more.sentence} />
      <FormToken token={token} />
      <input type="hidden" name="client_id" value={clientId} />
      {["reply_to", "thread", "unsent"].map((name) =>
        kept[name] && (
          <input key={name} type="hidden" name={name} value={kept[name]} />
        )
      )}
      {more.quote && (
        <p class="quote">
          <QuotedLine quote={more.quote} />
        </p>
      )}
      {/* Before the files, so that it is there when one of them is refused. */}
      <Field
        name="text"
        label={t("file.new.words")}
        rows={3}
        optional
        value={kept.text}
        error={errors.text}
      />
      <ArrivedFiles arrived={arrived} />
      {/* Before the files, too: it says how they are taken. */}
      <Check
        name="original"
        value="on"
        checked={Boolean(kept.original)}
        label={t("file.new.original")}
        hint={t("file.new.original_hint")}
      />
      <FilesField limit={limit} most={most} error={errors.files} />
      <div class="actions">
        <Button kind="primary">{t("message.send")}</Button>
      </div>
    </form>
  );
}
