import { findOwn } from "@/lib/files/drive.ts";
import { signedIn } from "@/routes/(_state)/define.ts";
import { serveFile } from "@/routes/(_state)/serve_file.ts";

/** The bytes of a file of one's own; nobody else's are found. */
export const handler = signedIn.handlers({
  async GET({ req, params, state }) {
    const { id, ...file } = await findOwn(state.user, params.file!);
    return await serveFile(req, id, file);
  },
});
