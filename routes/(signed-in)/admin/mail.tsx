import { type FreshContext, page } from "fresh";
import { MailTestPage, type Tested } from "@/components/admin/MailTestPage.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import { findMailAddress } from "@/lib/accounts/mail_address.ts";
import { sendTestMail } from "@/lib/accounts/send_test_mail.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

interface Data {
  refusal: Refusal | null;
  tested: Tested | null;
  /** Where the test goes, as typed, or one's own address. */
  to: string;
}

type Context = FreshContext<SignedInState>;

async function look(
  ctx: Context,
  refusal: Refusal | null,
  tested: Tested | null = null,
  typed = refusal?.kept.address,
): Promise<Data> {
  ctx.state.title = ctx.state.reader.t("admin.mail.title");
  const to = typed ?? (await findMailAddress(ctx.state.user))?.address ?? "";
  return { refusal, tested, to };
}

/** Whether this server sends mail, and a test of it. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await look(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user, reader } = ctx.state;
      await takeToken("mail-test", user.id);
      const to = form.text("address");
      const { fault, answer: said } = await sendTestMail(user, to, reader);
      const key = fault?.replace("-", "_") as Underscored | undefined;
      const tested = key
        ? { fault: reader.t(`admin.mail.fault.${key}`), answer: said }
        : { answer: said };
      const data = await look(ctx, null, tested, to);
      // Not led elsewhere: what the mail server said is said once.
      return answer(ctx, {
        page: () => page(data),
        fragment: () => draw(ctx.state, data),
      });
    }, {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
      fragment: async (refusal) => draw(ctx.state, await look(ctx, refusal)),
    }),
});

type Fault = NonNullable<Awaited<ReturnType<typeof sendTestMail>>["fault"]>;
type Underscored = Exclude<Fault, "sign-in"> | "sign_in";

function draw(
  { reader, settings, user, csrf }: SignedInState,
  { refusal, tested, to }: Data,
) {
  const { mail } = settings;
  return (
    <MailTestPage
      token={csrf}
      user={user}
      by={mail &&
        { server: `${mail.host}:${mail.port}`, from: mail.from.address }}
      to={to}
      tested={tested}
      refused={refusedOf(reader, refusal)}
    />
  );
}

export default signedIn.page<typeof handler>(({ data, state }) =>
  draw(state, data)
);
