import { page } from "fresh";
import { ButtonLink } from "@/components/controls/Button.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { SavedFilter } from "@/components/messages/SavedFilter.tsx";
import { SavedList } from "@/components/messages/SavedList.tsx";
import { listSaved } from "@/lib/messages/list_saved.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** The messages one keeps for oneself, of all conversations or of one. */
export const handler = signedIn.handlers({
  async GET({ state, url }) {
    const place = url.searchParams.get("in") || undefined;
    const at = numberOf(url.searchParams.get("page")) || 1;
    state.title = state.reader.t("message.saved.title");
    const found = await listSaved(state.user, { place, page: at });
    const rest = new URLSearchParams({
      ...(place ? { in: place } : {}),
      page: `${at + 1}`,
    });
    return page({
      ...found,
      place,
      next: found.more ? `/saved?${rest}` : undefined,
    });
  },
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page title={state.title ?? ""} back="/conversations">
    <div class="actions">
      <ButtonLink href="/files">{state.reader.t("drive.title")}</ButtonLink>
    </div>
    <SavedFilter places={data.places} place={data.place} />
    <SavedList
      rows={data.rows}
      next={data.next}
      me={state.user.id}
      token={state.csrf}
    />
  </Page>
));
