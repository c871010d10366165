import { endUpload, findArriving } from "@/lib/files/arriving.ts";
import { signedIn } from "@/routes/(_state)/define.ts";
import { addBytes } from "@/routes/(signed-in)/uploads/(_tus)/add_bytes.ts";
import {
  numberOf,
  reply,
  standing,
  tried,
} from "@/routes/(signed-in)/uploads/(_tus)/tus.ts";

/** One upload on its way: how far it is, more of it, or its end. Its sender's only. */
export const handler = signedIn.handlers({
  HEAD: (ctx) =>
    tried(ctx, async () => {
      const found = await findArriving(ctx.state.user, ctx.params.upload!);
      return reply(200, { ...standing(found), "cache-control": "no-store" });
    }),
  PATCH: (ctx) =>
    tried(ctx, async () => {
      const id = ctx.params.upload!;
      await findArriving(ctx.state.user, id);
      const offset = numberOf(ctx.req.headers.get("upload-offset"));
      if (offset === null) return reply(400);
      const refused = await addBytes(ctx, id, offset);
      if (refused) return refused;
      return reply(204, standing(await findArriving(ctx.state.user, id)));
    }),
  DELETE: (ctx) =>
    tried(ctx, async () => {
      await endUpload(ctx.state.user, ctx.params.upload!);
      return reply(204);
    }),
});
