import { readEmoji } from "@/lib/messages/custom_emoji.ts";
import { define } from "@/routes/(_state)/define.ts";
import { bytesAnswer } from "@/routes/(_state)/picture_answer.ts";

/** An emoji's picture. Public groups show it to strangers; its version is what one must know. */
export const handler = define.handlers({
  async GET({ req, url, params }) {
    const found = await readEmoji(params.name!, url.searchParams.get("v"));
    return bytesAnswer(req, url, found);
  },
});
