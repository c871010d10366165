import {
  type FolderDraft,
  parseFolder,
} from "@/lib/conversations/draft_folder.ts";
import type { User } from "@/lib/accounts/model.ts";
import type { Form } from "@/lib/http/form.ts";

/** A folder out of its form. @throws Invalid */
export function draftOf(asker: User, form: Form): Promise<FolderDraft> {
  return parseFolder(asker, {
    name: form.text("name"),
    unread: form.has("unread"),
    mentioned: form.has("mentioned"),
    kind: form.text("kind"),
    people: form.text("people"),
    tag: form.text("tag"),
  });
}
