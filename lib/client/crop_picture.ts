/** A square out of a picture, drawn anew: what is drawn carries nothing of the file but its look. */

/** Which part is shown: its centre, from 0 to 1, and how near. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** The whole of the shorter side. */
export const WHOLE: View = { x: 0.5, y: 0.5, zoom: 1 };
export const MOST_ZOOM = 5;

type Drawn = ImageBitmap | HTMLCanvasElement;

/** The nearest view that lies within the picture. */
export function within(view: View, { width, height }: Drawn): View {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, view.zoom));
  const half = Math.min(width, height) / zoom / 2;
  const keep = (at: number, side: number) =>
    Math.min(1 - half / side, Math.max(half / side, at));
  return { x: keep(view.x, width), y: keep(view.y, height), zoom };
}

/** Moves the view by parts of what is shown. */
export function moved(view: View, x: number, y: number, picture: Drawn): View {
  const side = Math.min(picture.width, picture.height) / view.zoom;
  return within({
    x: view.x + x * side / picture.width,
    y: view.y + y * side / picture.height,
    zoom: view.zoom,
  }, picture);
}

/** Draws the part onto a square canvas. */
export function drawView(
  canvas: HTMLCanvasElement,
  picture: Drawn,
  view: View,
): void {
  const { width, height } = picture;
  const side = Math.min(width, height) / view.zoom;
  const pen = canvas.getContext("2d")!;
  pen.imageSmoothingQuality = "high";
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(
    picture,
    view.x * width - side / 2,
    view.y * height - side / 2,
    side,
    side,
    0,
    0,
    canvas.width,
    canvas.height,
  );
}

function square(size: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  return canvas;
}

/** Most bytes of each size. */
const SIZES = [[512, 60_000], [128, 12_000], [48, 1_500]] as const;

/** The part in three sizes, each no heavier than it may be. */
export async function encodeView(
  picture: ImageBitmap,
  view: View,
): Promise<{ size: number; file: File }[]> {
  const large = square(512);
  drawView(large, picture, view);
  return await Promise.all(SIZES.map(async ([size, most]) => {
    const canvas = square(size);
    drawView(canvas, large, WHOLE);
    return { size, file: await encode(canvas, most) };
  }));
}

async function encode(canvas: HTMLCanvasElement, most: number): Promise<File> {
  let type = "image/webp";
  let blob: Blob | null = null;
  for (const quality of [0.86, 0.74, 0.6, 0.45, 0.3, 0.15]) {
    blob = await blobOf(canvas, type, quality);
    if (blob?.type !== type) {
      // This browser cannot write WebP.
      type = "image/jpeg";
      blob = await blobOf(canvas, type, quality);
    }
    if (blob && blob.size <= most) break;
  }
  if (!blob) throw new Error("Cannot encode the picture");
  return new File([blob], `picture.${type.slice(6)}`, { type: blob.type });
}

function blobOf(canvas: HTMLCanvasElement, type: string, quality: number) {
  return new Promise<Blob | null>((done) => canvas.toBlob(done, type, quality));
}

/** Puts a file into a file field, as if it had been chosen. */
export function putFile(field: HTMLInputElement, file: File): void {
  const transfer = new DataTransfer();
  transfer.items.add(file);
  field.files = transfer.files;
}
