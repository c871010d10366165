import { type FreshContext, page } from "fresh";
import { RetentionPage } from "@/components/admin/RetentionPage.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import {
  NIGHT_HOUR,
  parseHour,
  setServerRetention,
} from "@/lib/accounts/server_retention.ts";
import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import { isStricter } from "@/lib/conversations/retention_model.ts";
import { parseDays } from "@/lib/conversations/set_retention.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { COUNTED, countOlderEverywhere } from "@/lib/messages/count_older.ts";
import { listEveryNight } from "@/lib/messages/list_nights.ts";
import { planNights } from "@/lib/messages/retention.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import {
  confirmFirst,
  unlessConfirmed,
} from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";

type Context = FreshContext<SignedInState>;

const HERE = "/admin/retention";

async function look(
  { state }: Context,
  refusal: Refusal | null,
  ask?: { days: number; hour: number },
) {
  const { user, reader } = state;
  state.title = reader.t("retention.server.title");
  const [{ retention, nightHour = NIGHT_HOUR }, nights] = await Promise.all([
    findServerSettings(),
    listEveryNight(user),
  ]);
  const count = ask ? await countOlderEverywhere(user, ask.days) : 0;
  return {
    days: refusal?.kept.days ?? `${ask?.days ?? retention ?? ""}`,
    hour: refusal?.kept.hour ?? `${ask?.hour ?? nightHour}`,
    nights: nights.map(({ name, ...night }) => ({
      ...night,
      of: name || reader.t("retention.log.unnamed"),
    })),
    asked: ask && {
      days: ask.days,
      count: Math.min(count, COUNTED),
      more: count > COUNTED,
    },
    refused: refusedOf(reader, refusal),
  };
}

/** For how long anything said here is kept at most. */
export const handler = signedIn.handlers({
  GET: async (ctx) => unlessConfirmed(ctx, HERE) ?? page(await look(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, (form) =>
      confirmFirst(ctx, HERE, async () => {
        const { user, session } = ctx.state;
        const days = parseDays(form.text("days"));
        const hour = parseHour(form.text("hour"));
        const { retention = null } = await findServerSettings();
        if (
          isStricter(days || null, retention) && form.text("sure") !== "yes"
        ) {
          return page(await look(ctx, null, { days, hour }));
        }
        await setServerRetention(user, session, { days, hour });
        await planNights();
        return answer(ctx, { redirect: `${HERE}?done=saved` });
      }), {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state, url }) => (
  <RetentionPage
    token={state.csrf}
    user={state.user}
    {...data}
    done={url.searchParams.get("done") === "saved"
      ? state.reader.t("common.saved")
      : undefined}
  />
));
