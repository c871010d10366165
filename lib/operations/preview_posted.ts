import { takeToken } from "@/lib/http/limits.ts";
import { theSettings } from "@/lib/http/settings.ts";
import { type LinkPosted, previewLink } from "@/lib/messages/preview_link.ts";
import { TooMany } from "@/lib/errors.ts";

/** Makes the card of a link: only so many for one person, and none of this server's own pages. */
export async function previewPosted(job: LinkPosted): Promise<void> {
  try {
    await takeToken("preview", job.author);
  } catch (error) {
    if (error instanceof TooMany) return;
    throw error;
  }
  await previewLink(job, theSettings().origin);
}
