/** The cropped picture on its way into the form, and the keys that move it. */
import {
  encodeView,
  moved,
  putFile,
  type View,
  within,
} from "./crop_picture.ts";

/** How far one press of a key goes. */
const STEP = 0.05;
const KEYS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** The view after a key; null for keys that mean nothing here. */
export function viewAfter(
  key: string,
  view: View,
  picture: ImageBitmap,
): View | null {
  const step = KEYS[key];
  if (step) return moved(view, ...step, picture);
  const nearer = { "+": 1.1, "=": 1.1, "-": 1 / 1.1 }[key];
  return nearer ? within({ ...view, zoom: view.zoom * nearer }, picture) : null;
}

/** Lets a form send what is shown in place of the chosen file; returns how to stop it. */
export function sendCropped(
  form: HTMLFormElement,
  picture: ImageBitmap,
  view: () => View,
): () => void {
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    form.removeEventListener("submit", send);
    try {
      for (const { size, file } of await encodeView(picture, view())) {
        const name = size === 512 ? "picture" : `picture_${size}`;
        putFile(form.elements.namedItem(name) as HTMLInputElement, file);
      }
    } finally {
      // Should drawing fail, the file itself goes.
      form.requestSubmit(event.submitter);
    }
  };
  form.addEventListener("submit", send);
  return () => form.removeEventListener("submit", send);
}
