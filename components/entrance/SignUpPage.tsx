import type { Refused } from "@/components/controls/Refused.ts";
import { SignUpForm } from "@/components/entrance/SignUpForm.tsx";
import { signUpQuery } from "@/components/entrance/SignUpQuery.ts";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** How somebody stands before the door. */
export type Door = "founder" | "member" | "closed" | "uninvited" | "spent";

/** Making an account: the first one, by invite, freely, or not at all. */
export function SignUpPage(
  { token, door, invite, next, inviter, passkey, adding, typed, refused }: {
    token: string;
    door: Door;
    invite: string;
    next: string;
    /** Who made the invite, or empty. */
    inviter: string;
    /** May a passkey take the place of the password? */
    passkey: boolean;
    /** Is somebody signed in, whom the new account joins? */
    adding: boolean;
    typed: { username?: string; name?: string };
    refused: Refused;
  },
) {
  const { t } = useReader();
  const words = useWords(door, inviter);
  const open = door === "founder" || door === "member";
  const { title, lead, sentence } = words;
  const query = signUpQuery({ invite, adding });
  return (
    <EntranceFrame
      title={title}
      lead={open ? lead : undefined}
      sentence={sentence}
      foot={door !== "founder" && (
        <>
          {passkey && (
            <p>
              <a href={`/sign-up/passkey${query}`}>
                {t("entrance.sign_up.passkey_link")}
              </a>
            </p>
          )}
          <p>
            {t("entrance.sign_up.have_account")}{" "}
            <a href={adding ? "/sign-in?add=1" : "/sign-in"}>
              {t("entrance.sign_in.title")}
            </a>
          </p>
        </>
      )}
    >
      {open
        ? (
          <SignUpForm
            token={token}
            invite={invite}
            next={next}
            submit={t(
              door === "founder"
                ? "entrance.first.submit"
                : "entrance.sign_up.submit",
            )}
            typed={typed}
            refused={refused}
          />
        )
        : <Notice kind="info">{lead}</Notice>}
    </EntranceFrame>
  );
}

function useWords(
  door: Door,
  inviter: string,
): { title: string; lead: string; sentence: string } {
  const { t } = useReader();
  const sentence = t("entrance.sentence");
  switch (door) {
    case "founder":
      return {
        title: t("entrance.first.title"),
        lead: t("entrance.first.lead"),
        sentence,
      };
    case "member":
      return inviter
        ? {
          title: t("entrance.invite.title"),
          lead: t("entrance.invite.lead"),
          sentence: t("entrance.invite.sentence", { name: inviter }),
        }
        : {
          title: t("entrance.sign_up.title"),
          lead: t("entrance.sign_up.lead"),
          sentence,
        };
    case "uninvited":
      return {
        title: t("entrance.sign_up.closed_title"),
        lead: t("entrance.sign_up.closed"),
        sentence,
      };
    case "closed":
      return {
        title: t("entrance.sign_up.nobody_title"),
        lead: t("entrance.sign_up.nobody"),
        sentence,
      };
    case "spent":
      return {
        title: t("entrance.invite.spent_title"),
        lead: t("entrance.invite.spent"),
        sentence,
      };
  }
}
