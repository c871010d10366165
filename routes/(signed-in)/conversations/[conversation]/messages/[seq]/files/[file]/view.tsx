import { page } from "fresh";
import { FilePage } from "@/components/files/FilePage.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { viewFile } from "@/routes/(signed-in)/conversations/(_talk)/view_file.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** A file on a page of its own. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await viewFile(ctx)),
});

export default signedIn.page<typeof handler>(({ data }) => (
  <Page title={data.name} back={data.place} always>
    <FilePage file={data} />
  </Page>
));
