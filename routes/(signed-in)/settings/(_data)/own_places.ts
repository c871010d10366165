import type { User } from "@/lib/accounts/model.ts";
import { exportPlaces } from "@/lib/conversations/export_places.ts";
import type { Reader } from "@/lib/i18n/reader.ts";
import {
  type About,
  momentIn,
  type OwnSection,
} from "@/routes/(signed-in)/settings/(_data)/own_rows.ts";

/** The person's own list: what they pinned, filed, silenced, began to write and asked for. */
export async function ownPlaces(
  user: User,
  reader: Reader,
  about: About,
): Promise<OwnSection[]> {
  const { t } = reader;
  const places = await exportPlaces(user);
  const muted = (until: string) =>
    until === "for ever"
      ? t("export.own.muted_ever")
      : t("export.own.muted", { when: momentIn(reader, until) });
  return [
    [t("export.own.pinned"), places.pinned.map((id) => about(id))],
    [
      t("export.own.folders"),
      places.folders.map(({ name, rules }) => ({
        title: name,
        note: [
          rules.unread ? t("inbox.folders.unread") : "",
          rules.kind ? t(`inbox.folders.${rules.kind}`) : "",
          rules.tag ?? "",
        ],
      })),
    ],
    [
      t("export.own.chosen"),
      places.chosen.map((one) =>
        about(one.conversation, {
          note: [
            one.mutedUntil ? muted(one.mutedUntil) : "",
            one.archived ? t("inbox.place.archived") : "",
            ...one.folders,
            ...one.tags,
          ],
        })
      ),
    ],
    [
      t("export.own.drafts"),
      places.drafts.map(({ conversation, text, at }) =>
        about(conversation, { text, note: [momentIn(reader, at)] })
      ),
    ],
    [
      t("export.own.asked"),
      places.askedToJoin.map((id) => about(id, { note: [id] })),
    ],
  ];
}
