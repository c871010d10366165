/**
 * The application as it is, plus a path that sends without the way of a form:
 * no cookie, no form token, no redirect, only the deed. The difference to the
 * real server is what the HTTP form costs per message.
 */
import { findUser } from "@/lib/accounts/find.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { serve } from "@/lib/operations/serve.ts";
import { compose } from "@/main.ts";

/** `POST /bench/<conversation>/<user>`; the body is `text\nclient id`. */
const SIDE_DOOR = /^\/bench\/([^/]+)\/([^/]+)$/;

await serve((settings) => {
  const app = compose(settings);
  return async (req, info) => {
    const [, conversation, author] =
      SIDE_DOOR.exec(new URL(req.url).pathname) ??
        [];
    if (!conversation || !author) return await app(req, info);
    const [text = "", clientId = ""] = (await req.text()).split("\n");
    const sender = await findUser(author);
    if (!sender) return new Response("nobody", { status: 404 });
    await sendMessage(sender, { conversation, text, clientId });
    return new Response("ok");
  };
});
