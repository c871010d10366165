import { page } from "fresh";
import { FilesFilter } from "@/components/files/FilesFilter.tsx";
import { FilesList } from "@/components/files/FilesList.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { FILE_GROUPS } from "@/lib/files/model.ts";
import { findFiles } from "@/lib/search/find_files.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Longer than any name. */
const LONGEST = 255;

/** The files of a conversation, and what is asked of them. */
export const handler = signedIn.handlers({
  async GET({ state, params, url }) {
    const id = params.conversation!;
    const { user, reader } = state;
    const conversation = await findNamedConversation(user, id);
    const text = (name: string) =>
      (url.searchParams.get(name) ?? "").trim().slice(0, LONGEST);
    const day = (name: string) =>
      /^\d{4}-\d{2}-\d{2}$/.test(text(name)) ? text(name) : "";
    const wanted = {
      name: text("q"),
      group: FILE_GROUPS.find((one) => one === text("type")) ?? null,
      from: text("from"),
      since: day("since"),
      until: day("until"),
    };
    const { files, next } = await findFiles(user, id, wanted, {
      timeZone: reader.timeZone,
      before: numberOf(text("before")) || null,
    });
    state.title = reader.t("file.list.title");
    state.current = id;
    const { name, group, ...more } = wanted;
    const asked = Object.entries({ q: name, type: group ?? "", ...more })
      .filter(([, value]) => value !== "");
    const path = `/conversations/${id}/files`;
    const rest = new URLSearchParams([...asked, ["before", String(next)]]);
    return page({
      conversation,
      path,
      wanted,
      files,
      asked: asked.length > 0,
      next: next === null ? null : `${path}?${rest}`,
    });
  },
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.title ?? ""}
    line={nameOf(data.conversation.title, state.reader.t)}
    back={`/conversations/${data.conversation.id}`}
    always
  >
    <FilesFilter path={data.path} asked={data.asked} {...data.wanted} />
    <FilesList files={data.files} next={data.next} asked={data.asked} />
  </Page>
));
