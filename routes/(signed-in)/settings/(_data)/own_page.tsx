import { ExportOwn } from "@/components/export/ExportOwn.tsx";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import {
  type Export,
  pathOf,
} from "@/routes/(signed-in)/settings/(_data)/archive.ts";
import { documentAround } from "@/routes/(signed-in)/settings/(_data)/document_around.tsx";
import { ownPlaces } from "@/routes/(signed-in)/settings/(_data)/own_places.ts";
import { ownPlans } from "@/routes/(signed-in)/settings/(_data)/own_plans.ts";
import { aboutOf } from "@/routes/(signed-in)/settings/(_data)/own_rows.ts";

/** What is the person's own and stands in no conversation: lists, drafts, plans, threads. */
export async function* ownPage(
  { user, reader, now }: Export,
  conversations: readonly NamedConversation[],
): AsyncGenerator<string, void> {
  const { t, full } = reader;
  const about = aboutOf(reader, conversations, pathOf);
  const sections = [
    ...await ownPlaces(user, reader, about),
    ...await ownPlans(user, reader, about),
  ];
  const [start, end] = documentAround(reader, {
    title: t("export.own"),
    lead: t("export.lead", { when: full(now) }),
    back: { href: "index.html", label: t("export.back") },
  }, <ExportOwn sections={sections} />);
  yield start + end;
}
