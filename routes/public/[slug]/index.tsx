import { asset } from "fresh/runtime";
import { PublicDocument } from "@/components/conversations/PublicDocument.tsx";
import { NotFound } from "@/lib/errors.ts";
import { listPublic } from "@/lib/messages/public.ts";
import { draw } from "@/routes/(_live)/draw.tsx";
import { define } from "@/routes/(_state)/define.ts";
import { withTag } from "@/routes/(_state)/with_tag.ts";

/** A public group: for everybody, at an address that stays. */
export const handler = define.handlers({
  async GET({ state, params, url, req }) {
    const asked = url.searchParams.get("page");
    if (asked !== null && !/^[1-9]\d{0,8}$/.test(asked)) {
      throw new NotFound({ key: "error.not_found" });
    }
    const found = await listPublic(
      params.slug!,
      asked === null ? undefined : Number(asked),
    );
    const html = draw(
      state.reader,
      <PublicDocument
        {...found}
        address={`${state.settings.origin}/public/${found.conversation.slug}`}
        sheet={asset("/public.css")}
        icon={asset("/favicon.svg")}
      />,
    );
    return withTag(req, `<!doctype html>${html}`, {
      "content-type": "text/html; charset=utf-8",
      "vary": "accept-language, cookie",
    });
  },
});
