import type { FreshContext } from "fresh";
import { refuseUnlessConfirmed } from "@/lib/accounts/confirmed.ts";
import { isStillOpen } from "@/lib/accounts/export_account.ts";
import { SignedOut } from "@/lib/errors.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { type ZippedFile, zipStream } from "@/lib/http/zip.ts";
import { exportConversation } from "@/lib/messages/export_conversations.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";
import {
  archive,
  archiveOne,
  type Export,
} from "@/routes/(signed-in)/settings/(_data)/archive.ts";

type Context = FreshContext<SignedInState>;

/** Everything this person may read, as one file that is made while it is sent. @throws Unconfirmed, TooMany */
export async function download(ctx: Context): Promise<Response> {
  return await send(ctx, "parley", archive);
}

/** What they may read of one conversation. @throws NotFound for strangers; Unconfirmed, TooMany */
export async function downloadOne(
  ctx: Context,
  id: string,
): Promise<Response> {
  const one = await exportConversation(ctx.state.user, id);
  return await send(ctx, "parley-conversation", (of) => archiveOne(of, one));
}

async function send(
  { state }: Context,
  name: string,
  filesOf: (of: Export) => AsyncIterable<ZippedFile>,
): Promise<Response> {
  const { user, session, reader, settings } = state;
  const now = Date.now();
  refuseUnlessConfirmed(session, now);
  await takeToken("export", user.id);
  const goOn = async () => {
    // Whoever ends this session ends what it still gets.
    if (!await isStillOpen(session)) {
      throw new SignedOut({ key: "error.signed_out" });
    }
  };
  const { origin } = settings;
  const files = filesOf({ user, reader, origin, now, goOn });
  const day = new Date(now).toISOString().slice(0, 10);
  return new Response(zipStream(files), {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${name}-${day}.zip"`,
      "cache-control": "no-store",
    },
  });
}
