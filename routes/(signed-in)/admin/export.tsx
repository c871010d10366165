import { type FreshContext, page } from "fresh";
import { ServerExportPage } from "@/components/admin/ServerExportPage.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import {
  allowServerExport,
  mayStillExport,
} from "@/lib/accounts/export_everybody.ts";
import { Invalid, SignedOut } from "@/lib/errors.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { log } from "@/lib/http/log.ts";
import { type ZippedFile, zipStream } from "@/lib/http/zip.ts";
import { exportServer } from "@/lib/messages/export_server.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import {
  confirmFirst,
  unlessConfirmed,
} from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";

type Context = FreshContext<SignedInState>;

const HERE = "/admin/export";

/** The whole server as one file that is made while it is sent. */
async function download({ state }: Context): Promise<Response> {
  const { user, session, settings } = state;
  await takeToken("export", user.id);
  await allowServerExport(user, session);
  log("warn", "server-exported", { user: user.id });
  const goOn = async () => {
    // Whoever ends this session, or takes the role away, ends what it still gets.
    if (!await mayStillExport(user, session)) {
      throw new SignedOut({ key: "error.signed_out" });
    }
  };
  const now = Date.now();
  const day = new Date(now).toISOString().slice(0, 10);
  return new Response(
    zipStream(checked(settings.origin, now, goOn)),
    {
      headers: {
        "content-type": "application/zip",
        "content-disposition":
          `attachment; filename="parley-server-${day}.zip"`,
        "cache-control": "no-store",
      },
    },
  );
}

async function* checked(
  server: string,
  now: number,
  goOn: () => Promise<void>,
): AsyncGenerator<ZippedFile, void> {
  for await (const { name, pieces } of exportServer({ server, now })) {
    yield {
      name,
      pieces: (async function* () {
        for await (const piece of pieces) {
          await goOn();
          yield piece;
        }
      })(),
    };
  }
}

/** Taking the whole server along. */
export const handler = signedIn.handlers({
  GET: (ctx) => unlessConfirmed(ctx, HERE) ?? page<Refusal | null>(null),
  POST: (ctx) =>
    attempt(ctx, (form) => {
      if (form.text("_action") !== "export") {
        throw new Invalid({ _action: { key: "error.invalid" } });
      }
      return confirmFirst(ctx, HERE, () => download(ctx));
    }, {
      page: (refusal) => page<Refusal | null>(refusal, refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <ServerExportPage
    token={state.csrf}
    user={state.user}
    refused={refusedOf(state.reader, data)}
  />
));
