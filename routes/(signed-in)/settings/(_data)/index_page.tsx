import { ExportIndex } from "@/components/export/ExportIndex.tsx";
import { findAbout } from "@/lib/accounts/profile.ts";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import {
  type Export,
  pathOf,
} from "@/routes/(signed-in)/settings/(_data)/archive.ts";
import { documentAround } from "@/routes/(signed-in)/settings/(_data)/document_around.tsx";
import type { Gallery } from "@/routes/(signed-in)/settings/(_data)/gallery.ts";

/** The first page: whose export it is, and the way to each conversation. */
export async function* indexPage(
  { user, reader, now }: Export,
  conversations: readonly NamedConversation[],
  gallery: Gallery,
): AsyncGenerator<string, void> {
  const { t, full } = reader;
  const [about, picture] = await Promise.all([
    findAbout(user),
    gallery.pathOf(user),
  ]);
  const listed = [];
  for (const conversation of conversations) {
    const { of: id, username = "", picture = null } = conversation.face;
    listed.push({
      conversation,
      href: pathOf(conversation),
      picture: id === undefined
        ? null
        : await gallery.pathOf({ id, username, picture }),
    });
  }
  const [start, end] = documentAround(
    reader,
    {
      title: t("export.title", { name: user.name }),
      lead: t("export.lead", { when: full(now) }),
    },
    <ExportIndex
      user={user}
      about={about}
      picture={picture}
      conversations={listed}
    />,
  );
  yield start + end;
}
