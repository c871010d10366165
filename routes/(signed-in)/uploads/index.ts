import { findFileLimits } from "@/lib/accounts/file_limits.ts";
import { beginUpload, findArriving } from "@/lib/files/arriving.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { signedIn } from "@/routes/(_state)/define.ts";
import { addBytes } from "@/routes/(signed-in)/uploads/(_tus)/add_bytes.ts";
import {
  abilities,
  nameIn,
  numberOf,
  reply,
  standing,
  tried,
} from "@/routes/(signed-in)/uploads/(_tus)/tus.ts";

/** Files that may come in several requests (tus 1.0): here they begin. */
export const handler = signedIn.handlers({
  OPTIONS: async () =>
    reply(204, abilities((await findFileLimits()).megabytes)),
  POST: (ctx) =>
    tried(ctx, async () => {
      const { req, state: { user } } = ctx;
      const length = numberOf(req.headers.get("upload-length"));
      if (length === null) return reply(400);
      await takeToken("upload", user.id);
      const name = nameIn(req.headers.get("upload-metadata"));
      const { id } = await beginUpload(user, { name, length });
      const location = { location: `/uploads/${id}` };
      if (req.headers.get("content-type") !== null && length > 0) {
        const refused = await addBytes(ctx, id, 0);
        // It has begun all the same, and can be gone on with.
        if (refused && refused.status !== 409) return refused;
      }
      const now = standing(await findArriving(user, id));
      return reply(201, { ...location, ...now });
    }),
});
