import { type FreshContext, page } from "fresh";
import { GuestNameForm } from "@/components/conversations/GuestNameForm.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import { Page } from "@/components/layout/Page.tsx";
import { partsOf } from "@/lib/accounts/guest.ts";
import { changeGuestName } from "@/lib/conversations/guests.ts";
import { NotFound } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** A guest's own page: their name. */
export const handler = signedIn.handlers({
  GET: (ctx) => page(view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      await takeToken("profile", user.id);
      await changeGuestName(user, form.text("name"));
      return answer(ctx, {
        redirect: `/conversations/${user.guest?.conversation}`,
      });
    }, {
      page: (refusal) => page(view(ctx, refusal), refusal),
    }),
});

function view(
  { state }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { user, reader } = state;
  if (!user.guest) throw new NotFound({ key: "error.not_found" });
  state.title = reader.t("guest.name.title");
  return {
    back: `/conversations/${user.guest.conversation}`,
    name: refusal?.kept.name ?? partsOf(user.name).typed,
    refused: refusedOf(reader, refusal),
  };
}

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page title={state.title ?? ""} back={data.back} always>
    <GuestNameForm
      action="/guest"
      token={state.csrf}
      name={data.name}
      button={state.reader.t("common.save")}
      {...data.refused}
    />
  </Page>
));
