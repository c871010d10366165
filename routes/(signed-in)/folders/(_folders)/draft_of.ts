import {
  type FolderDraft,
  parseFolder,
} from "@/lib/conversations/draft_folder.ts";
import type { Form } from "@/lib/http/form.ts";

/** A folder out of its form. @throws Invalid */
export function draftOf(form: Form): Promise<FolderDraft> {
  return parseFolder({
    name: form.text("name"),
    unread: form.has("unread"),
    kind: form.text("kind"),
    people: form.text("people"),
    tag: form.text("tag"),
  });
}
