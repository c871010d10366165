import type { User } from "@/lib/accounts/model.ts";
import {
  archiveConversation,
  fileConversation,
  muteConversation,
  tagConversation,
  unarchiveConversation,
} from "@/lib/conversations/choose.ts";
import { markUnread } from "@/lib/conversations/mark_unread.ts";
import {
  pinConversation,
  unpinConversation,
} from "@/lib/conversations/pins.ts";
import { readUpTo } from "@/lib/conversations/read_up_to.ts";
import { Invalid } from "@/lib/errors.ts";
import type { Form } from "@/lib/http/form.ts";

/** Does what a form asks for one's own place of a conversation. @throws NotFound; Invalid */
export async function placeDeed(
  user: User,
  id: string,
  form: Form,
  timeZone: string,
): Promise<void> {
  switch (form.text("_action")) {
    case "pin":
      return await pinConversation(user, id);
    case "unpin":
      return await unpinConversation(user, id);
    case "mute":
      return await muteConversation(user, id, form.text("mute"), {
        timeZone,
        deaf: form.has("deaf"),
      });
    case "unmute":
      return await muteConversation(user, id, "off", { timeZone });
    case "archive":
      return await archiveConversation(user, id, form.text("returns"));
    case "unarchive":
      return await unarchiveConversation(user, id);
    case "tag":
      return await tagConversation(user, id, form.text("tags"));
    case "file":
      return await fileConversation(user, id, form.all("folder"));
    case "read":
      return void await readUpTo(user, id, Infinity);
    case "unread":
      // The last entry alone: the list shows that something waits.
      return await markUnread(user, id, Infinity);
    default:
      throw new Invalid({ _action: { key: "inbox.place.error.action" } });
  }
}
