import { Act, Deed } from "@/components/conversations/Deed.tsx";
import { Field } from "@/components/controls/Field.tsx";
import {
  FolderChecks,
  MuteFor,
} from "@/components/conversations/PlaceFields.tsx";
import {
  type Chosen,
  type Folder,
  RETURNS,
} from "@/lib/conversations/place_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What a person's list does with one conversation, as its forms show it. */
export interface PlaceProps {
  /** The address of the forms. */
  action: string;
  token: string;
  pinned: boolean;
  /** Until when it is silent; null: it is not. */
  muted: number | null;
  /** Is it silent without end? */
  forEver: boolean;
  /** Is it silent for mentions, too? */
  deaf: boolean;
  archived: boolean;
  unread: number;
  chosen: Chosen;
  folders: readonly Folder[];
  /** Kept when it was refused. */
  values?: Readonly<Record<string, string>> | undefined;
  errors?: Readonly<Record<string, string>> | undefined;
}

/** Everything a person can choose for one conversation. Goes inside `<Page>`. */
export function PlaceForms(props: PlaceProps) {
  const { t, full } = useReader();
  const { action, token, chosen, errors } = props;
  const to = { action, token };
  return (
    <>
      <Deed {...to} deed={props.pinned ? "unpin" : "pin"}>
        <p class="hint">{t("inbox.place.pin_hint")}</p>
        <Act
          words={t(props.pinned ? "inbox.arrange.unpin" : "inbox.arrange.pin")}
        />
      </Deed>
      <Deed {...to} deed={props.unread > 0 ? "read" : "unread"}>
        <Act
          words={t(
            props.unread > 0 ? "inbox.place.read" : "inbox.place.unread",
          )}
        />
      </Deed>
      {props.muted === null
        ? (
          <Deed {...to} deed="mute">
            <MuteFor {...props.values} error={errors?.mute} />
            <p class="hint">{t("inbox.place.mute_hint")}</p>
            <Act words={t("inbox.place.mute")} />
          </Deed>
        )
        : (
          <Deed {...to} deed="unmute">
            <p>
              {props.forEver ? t("inbox.place.muted_ever") : t(
                "inbox.place.muted_until",
                { when: full(props.muted) },
              )}
              {props.deaf && ` ${t("inbox.place.muted_deaf")}`}
            </p>
            <Act words={t("inbox.place.unmute")} />
          </Deed>
        )}
      {props.archived
        ? (
          <Deed {...to} deed="unarchive">
            <p>{t("inbox.place.archived")}</p>
            <Act words={t("inbox.place.unarchive")} />
          </Deed>
        )
        : (
          <Deed {...to} deed="archive">
            <p class="hint">{t("inbox.place.archive_hint")}</p>
            <Field
              name="returns"
              label={t("inbox.place.returns")}
              value={props.values?.returns ?? "message"}
              error={errors?.returns}
              options={RETURNS.toReversed().map((value) => ({
                value,
                label: t(`inbox.place.returns.${value}`),
              }))}
            />
            <Act words={t("inbox.place.archive")} />
          </Deed>
        )}
      <Deed {...to} deed="tag">
        <Field
          name="tags"
          label={t("inbox.place.tags")}
          value={props.values?.tags ?? chosen.tags?.join(", ") ?? ""}
          hint={t("inbox.place.tags_hint")}
          error={errors?.tags}
        />
        <Act words={t("inbox.place.keep")} />
      </Deed>
      <Deed {...to} deed="file">
        <FolderChecks
          folders={props.folders}
          chosen={chosen.folders ?? []}
        />
      </Deed>
    </>
  );
}
