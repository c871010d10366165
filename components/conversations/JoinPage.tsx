import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { GuestNameForm } from "@/components/conversations/GuestNameForm.tsx";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** What the page before a group is to say. */
export type JoinStep =
  /** Why nobody comes in. */
  | { readonly over: "expired" | "used" | "gone" | "full" }
  | { readonly asked: true }
  | {
    readonly name: string;
    readonly members: number;
    readonly approval: boolean;
    /** The name of whoever is signed in, or null. */
    readonly as: string | null;
    /** Does one come in with nothing but a name? */
    readonly guest: boolean;
  };

/** Before a group, with a link in one's hand. */
export function JoinPage(
  { path, token, step, typed, refused = {} }: {
    path: string;
    token: string;
    step: JoinStep;
    /** A guest's name that was refused. */
    typed?: string | undefined;
    refused?: Refused;
  },
) {
  const { t } = useReader();
  const sentence = t("conversation.join.sentence");
  if ("over" in step) {
    return (
      <EntranceFrame title={t("conversation.join.over")} sentence={sentence}>
        <Notice kind="info">{t(`conversation.link.over.${step.over}`)}</Notice>
      </EntranceFrame>
    );
  }
  if ("asked" in step) {
    return (
      <EntranceFrame
        title={t("conversation.join.asked_title")}
        sentence={sentence}
      >
        <Notice kind="info">{t("conversation.join.asked")}</Notice>
        <ButtonLink href="/conversations">
          {t("conversation.back")}
        </ButtonLink>
      </EntranceFrame>
    );
  }
  const { name, members, approval, as, guest } = step;
  const next = `?next=${encodeURIComponent(path)}`;
  return (
    <EntranceFrame
      title={t("conversation.join.title", { name })}
      lead={t("conversation.members", { count: members })}
      sentence={sentence}
    >
      {guest && as === null && <p>{t("guest.join.lead")}</p>}
      {approval && <p>{t("conversation.join.approval")}</p>}
      {(as !== null || !guest) && (
        <p>
          {as === null
            ? t("conversation.join.first")
            : t("conversation.join.as", { name: as })}
        </p>
      )}
      {as === null && guest
        ? (
          <>
            <GuestNameForm
              action={path}
              token={token}
              name={typed}
              button={t("guest.join.confirm")}
              {...refused}
            />
            <p>
              <a href={`/sign-in${next}`}>{t("guest.join.account")}</a>
            </p>
          </>
        )
        : as === null
        ? (
          <div class="actions">
            <ButtonLink kind="primary" href={`/sign-in${next}`}>
              {t("entrance.sign_in.title")}
            </ButtonLink>
            <ButtonLink href={`/sign-up${next}`}>
              {t("entrance.sign_up.title")}
            </ButtonLink>
          </div>
        )
        : (
          <form class="form" method="post" action={path}>
            <FormToken token={token} />
            <Button kind="primary">
              {t(
                approval
                  ? "conversation.join.ask"
                  : "conversation.join.confirm",
              )}
            </Button>
          </form>
        )}
    </EntranceFrame>
  );
}
