/** The files of an export: data for programs, pages for people, pictures and sounds. */
import { nameOf } from "@/components/people/Named.ts";
import type { User } from "@/lib/accounts/model.ts";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import type { ZippedFile } from "@/lib/http/zip.ts";
import type { Reader } from "@/lib/i18n/reader.ts";
import {
  exportConversations,
  type ExportedConversation,
} from "@/lib/messages/export_conversations.ts";
import { STYLE } from "@/routes/(signed-in)/settings/(_data)/archive_style.ts";
import { conversationPage } from "@/routes/(signed-in)/settings/(_data)/conversation_page.tsx";
import {
  dataJson,
  oneJson,
} from "@/routes/(signed-in)/settings/(_data)/data_json.ts";
import { ownFiles } from "@/routes/(signed-in)/settings/(_data)/own_files.ts";
import { ownPage } from "@/routes/(signed-in)/settings/(_data)/own_page.tsx";
import { indexPage } from "@/routes/(signed-in)/settings/(_data)/index_page.tsx";
import { Gallery } from "@/routes/(signed-in)/settings/(_data)/gallery.ts";

/** Whose export it is, and how they read. */
export interface Export {
  readonly user: User;
  readonly reader: Reader;
  readonly origin: string;
  readonly now: number;
  /** Asked between files and pages; throws to end it. */
  readonly goOn: () => Promise<void>;
}

/** Every file, in the order in which it is written. */
export async function* archive(of: Export): AsyncGenerator<ZippedFile, void> {
  const { user, reader } = of;
  const gallery = new Gallery();
  yield { name: "style.css", pieces: [STYLE] };
  yield { name: "data.json", pieces: checked(of, dataJson(user, of)) };
  const all: NamedConversation[] = [];
  for await (const { conversation } of exportConversations(user)) {
    const title = nameOf(conversation.title, reader.t);
    all.push({
      ...conversation,
      title,
      face: { ...conversation.face, name: title },
    });
    if (all.length % 50 === 0) await of.goOn();
  }
  all.sort((a, b) => a.title.localeCompare(b.title, reader.language));
  yield { name: "index.html", pieces: indexPage(of, all, gallery) };
  yield { name: "own.html", pieces: ownPage(of, all) };
  for (const conversation of all) {
    yield {
      name: pathOf(conversation),
      pieces: checked(of, conversationPage(of, conversation, gallery)),
    };
  }
  for (const files of [gallery.files(user), ownFiles(user)]) {
    for await (const file of files) {
      await of.goOn();
      yield file;
    }
  }
}

/** One conversation by itself: as a page and as data. @throws NotFound for strangers */
export async function* archiveOne(
  of: Export,
  one: ExportedConversation,
): AsyncGenerator<ZippedFile, void> {
  const { user, reader } = of;
  const gallery = new Gallery();
  const title = nameOf(one.conversation.title, reader.t);
  const conversation = { ...one.conversation, title };
  yield { name: "style.css", pieces: [STYLE] };
  yield { name: "data.json", pieces: checked(of, oneJson(user, one, of)) };
  yield {
    name: "index.html",
    pieces: checked(of, conversationPage(of, conversation, gallery, true)),
  };
  for await (const file of gallery.files(user)) {
    await of.goOn();
    yield file;
  }
}

/** Where the page of a conversation lies. */
export function pathOf({ id }: { id: string }): string {
  return `conversations/${id}.html`;
}

/** Asks before every piece whether to go on. */
async function* checked(
  { goOn }: Export,
  pieces: AsyncIterable<string>,
): AsyncGenerator<string, void> {
  for await (const piece of pieces) {
    await goOn();
    yield piece;
  }
}
