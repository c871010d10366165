import { type FreshContext, page } from "fresh";
import { EmojiPage } from "@/components/admin/EmojiPage.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import {
  addEmoji,
  dropEmoji,
  listAddresses,
} from "@/lib/messages/custom_emoji.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

const HERE = "/admin/emoji";

async function look(
  { state }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  state.title = state.reader.t("emoji.title");
  state.sheets = ["emoji"];
  return { refusal, emojis: await listAddresses() };
}

/** Emoji of this server. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await look(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const name = form.text("name");
      if (form.text("_action") === "remove") await dropEmoji(user, name);
      else {
        const [file] = form.files("picture");
        await addEmoji(user, { name, file: file ? await file.bytes() : null });
      }
      return answer(ctx, { redirect: `${HERE}?done=saved` });
    }, {
      limit: 4_000_000,
      page: async (refusal) => page(await look(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state, url }) => (
  <EmojiPage
    token={state.csrf}
    user={state.user}
    emojis={data.emojis}
    typed={data.refusal?.kept.name ?? ""}
    done={data.refusal ? "" : url.searchParams.get("done") ?? ""}
    refused={refusedOf(state.reader, data.refusal)}
  />
));
