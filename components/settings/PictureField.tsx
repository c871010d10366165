import type { Ref } from "preact";
import { fieldId } from "@/components/controls/Field.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** The file field of a picture with its hint. */
export function PictureField(
  { field, error, onChoose, hint }: {
    field?: Ref<HTMLInputElement>;
    error: string | undefined;
    onChoose?: () => void;
    /** What is said of it, if other limits hold. */
    hint?: string;
  },
) {
  const { t } = useReader();
  const id = fieldId("picture");
  return (
    <span>
      <input
        ref={field ?? null}
        type="file"
        id={id}
        name="picture"
        accept="image/jpeg,image/png,image/webp,image/gif"
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        aria-invalid={error ? "true" : undefined}
        onChange={onChoose}
      />
      <small class="hint" id={`${id}-hint`}>
        {hint ?? t("people.picture.hint")}
      </small>
    </span>
  );
}
