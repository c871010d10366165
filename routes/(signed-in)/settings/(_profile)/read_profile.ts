import type {
  PictureWish,
  ProfileForm,
} from "@/lib/accounts/change_profile.ts";
import { parsePicture, type PictureFile } from "@/lib/accounts/picture_file.ts";
import {
  DETAIL_NAMES,
  type DetailName,
  type PictureSize,
} from "@/lib/accounts/profile_model.ts";
import type { Form } from "@/lib/http/form.ts";

/** A page's own script made the small ones; more bytes than this are not its. */
const SMALL = 24_000;

/** The profile as the form has it. Fields that were not sent are left as they are. */
export async function readProfile(form: Form): Promise<ProfileForm> {
  const text = (name: string) => form.has(name) ? form.text(name) : undefined;
  const details: Partial<
    Record<DetailName, { value: string; visibility: string }>
  > = {};
  for (const name of DETAIL_NAMES) {
    if (!form.has(name)) continue;
    const visibility = text(`${name}_visibility`) ?? "contacts";
    details[name] = { value: form.text(name), visibility };
  }
  return {
    name: text("name"),
    pronouns: text("pronouns"),
    bio: text("bio"),
    emoji: text("status_emoji"),
    status: text("status"),
    statusFor: text("status_for"),
    details,
    picture: await readPicture(form),
  };
}

/** The picture of a form, and smaller ones that a script has made of it. */
export async function readPicture(form: Form): Promise<PictureWish> {
  const [file] = form.files("picture");
  if (!file) return { what: form.has("picture_remove") ? "remove" : "keep" };
  const main = parsePicture(await file.bytes());
  if ("fault" in main) return { what: "refuse", fault: main.fault };
  const shapes = new Map<PictureSize, PictureFile>([[512, main]]);
  for (const size of [128, 48] as const) {
    const [small] = form.files(`picture_${size}`);
    if (!small || small.size > SMALL) continue;
    const parsed = parsePicture(await small.bytes());
    const fits = "type" in parsed && parsed.width === size &&
      parsed.height === size;
    if (fits) shapes.set(size, parsed);
  }
  return { what: "replace", shapes };
}
