import type { ComponentChildren } from "preact";
import { Notice } from "@/components/layout/Notice.tsx";
import { SettingsFrame } from "@/components/layout/SettingsFrame.tsx";
import { mayAdminister, type User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** The pages there are, in the order they are listed. */
export const SETTINGS = [
  "profile",
  "security",
  "appearance",
  "language",
  "privacy",
  "blocked",
  "accounts",
  "data",
] as const;

/** One page of the settings beside the list of all. */
export function SettingsPage(
  { user, current, done, children }: {
    user: User;
    current: typeof SETTINGS[number] | "admin";
    /** What was just done, in words. */
    done?: string | undefined;
    children: ComponentChildren;
  },
) {
  const { t } = useReader();
  const places = SETTINGS.map((name) => ({
    href: `/settings/${name}`,
    label: t(`settings.${name}`),
    current: name === current,
  }));
  if (mayAdminister(user)) {
    places.push({
      href: "/admin",
      label: t("settings.admin"),
      current: current === "admin",
    });
  }
  return (
    <SettingsFrame
      title={current === "admin" ? t("admin.title") : t(`settings.${current}`)}
      label={t("settings.nav")}
      places={places}
      back="/conversations"
    >
      {done && <Notice kind="good">{done}</Notice>}
      {children}
    </SettingsFrame>
  );
}
