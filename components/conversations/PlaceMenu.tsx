import { Button } from "@/components/controls/Button.tsx";
import { MuteFor } from "@/components/conversations/PlaceFields.tsx";
import { Deed } from "@/components/conversations/Deed.tsx";
import type { PlaceProps } from "@/components/conversations/PlaceForms.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** The short of it, for the menu at a row: the script puts it there. */
export function PlaceMenu(props: PlaceProps) {
  const { t } = useReader();
  const to = { action: props.action, token: props.token };
  return (
    <>
      <Deed {...to} deed={props.pinned ? "unpin" : "pin"}>
        <Button small>
          {t(props.pinned ? "inbox.arrange.unpin" : "inbox.arrange.pin")}
        </Button>
      </Deed>
      <Deed {...to} deed={props.unread > 0 ? "read" : "unread"}>
        <Button small>
          {t(props.unread > 0 ? "inbox.place.read" : "inbox.place.unread")}
        </Button>
      </Deed>
      {props.muted !== null && (
        <Deed {...to} deed="unmute">
          <Button small>{t("inbox.place.unmute")}</Button>
        </Deed>
      )}
      <Deed {...to} deed={props.archived ? "unarchive" : "archive"}>
        {!props.archived && (
          <input type="hidden" name="returns" value="message" />
        )}
        <Button small>
          {t(props.archived ? "inbox.place.unarchive" : "inbox.place.archive")}
        </Button>
      </Deed>
      {props.muted === null && (
        <Deed {...to} deed="mute">
          <MuteFor id="menu-mute" />
          <Button small>{t("inbox.place.mute")}</Button>
        </Deed>
      )}
      <a href={props.action}>{t("inbox.place.title")}</a>
    </>
  );
}
