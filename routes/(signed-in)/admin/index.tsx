import { page } from "fresh";
import { attempt } from "@/lib/http/attempt.ts";
import { signedIn } from "@/routes/(_state)/define.ts";
import {
  deed,
  draw,
  look,
} from "@/routes/(signed-in)/admin/(_panel)/panel.tsx";

/** The panel of those who run the server. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await look(ctx, null)),
  async POST(ctx) {
    return await attempt(ctx, (form) => deed(ctx, form), {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
      fragment: async (refusal) => draw(ctx, await look(ctx, refusal), ""),
    });
  },
});

export default signedIn.page<typeof handler>(({ data, state, url, req }) =>
  draw(
    { state, req },
    data,
    data.refusal ? "" : url.searchParams.get("done") ?? "",
  )
);
