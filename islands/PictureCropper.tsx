import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Check } from "@/components/controls/Check.tsx";
import { Face } from "@/components/controls/Face.tsx";
import { FieldError, fieldId } from "@/components/controls/Field.tsx";
import { PictureField } from "@/components/settings/PictureField.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import { sendCropped, viewAfter } from "@/lib/client/crop_form.ts";
import {
  drawView,
  MOST_ZOOM,
  moved,
  WHOLE,
  within,
} from "@/lib/client/crop_picture.ts";
import {
  clientReader,
  ReaderContext,
  type ReaderProps,
} from "@/lib/i18n/reader.ts";

export interface PictureCropperProps {
  profile: Profile;
  error?: string | undefined;
  reader: ReaderProps;
}

/** Pixels of the drawing. */
const SIDE = 256;

/** Chooses a picture. With scripts its square is cut out and drawn anew here; without, the file goes as it is. */
export default function PictureCropper(props: PictureCropperProps) {
  const { profile, error } = props;
  const reader = useMemo(() => clientReader(props.reader), []);
  const { t } = reader;
  const remove = t("people.picture.remove");
  const chosen = useSignal<ImageBitmap | null>(null);
  const view = useSignal(WHOLE);
  const field = useRef<HTMLInputElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = chosen.value;

  const choose = async () => {
    const file = field.current?.files?.[0];
    view.value = WHOLE;
    // What the browser cannot open goes to the server, which says why not.
    chosen.value = file
      ? await createImageBitmap(file).catch(() => null)
      : null;
  };
  useEffect(() => void choose(), []);
  useEffect(() => {
    const place = canvas.current;
    if (place && picture) drawView(place, picture, view.value);
  }, [picture, view.value]);
  useEffect(() => {
    const form = field.current?.form;
    if (form && picture) return sendCropped(form, picture, () => view.peek());
  }, [picture]);

  const press = (event: KeyboardEvent) => {
    const next = picture && viewAfter(event.key, view.value, picture);
    if (!next) return;
    view.value = next;
    event.preventDefault();
  };
  const drag = ({ buttons, movementX, movementY }: PointerEvent) => {
    const side = canvas.current?.clientWidth;
    if (!buttons || !side || !picture) return;
    const [x, y] = [-movementX / side, -movementY / side];
    view.value = moved(view.value, x, y, picture);
  };

  return (
    <ReaderContext.Provider value={reader}>
      <div class="field cropper">
        <label for={fieldId("picture")}>{t("people.picture.label")}</label>
        <div class="person">
          {picture
            ? (
              <canvas
                ref={canvas}
                width={SIDE}
                height={SIDE}
                tabindex={0}
                role="img"
                aria-label={t("people.picture.crop")}
                onKeyDown={press}
                onPointerDown={({ pointerId }) =>
                  canvas.current?.setPointerCapture(pointerId)}
                onPointerMove={drag}
              />
            )
            : <Face {...profile} size="large" />}
          <PictureField field={field} error={error} onChoose={choose} />
        </div>
        {picture && (
          <>
            <input
              type="range"
              aria-label={t("people.picture.zoom")}
              min={1}
              max={MOST_ZOOM}
              step={0.01}
              value={view.value.zoom}
              onInput={({ currentTarget: { value } }) =>
                view.value = within({ ...view.value, zoom: +value }, picture)}
            />
            <input type="file" name="picture_128" hidden />
            <input type="file" name="picture_48" hidden />
          </>
        )}
        <FieldError name="picture" error={error} />
        {profile.picture && (
          <Check name="picture_remove" label={remove} checked={false} />
        )}
      </div>
    </ReaderContext.Provider>
  );
}
