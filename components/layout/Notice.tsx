import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "@/components/controls/Icon.tsx";

const icons: Record<"info" | "good" | "bad", IconName> = {
  info: "info",
  good: "check",
  bad: "warning",
};

/** Something to know now: saved, refused, or simply so. */
export function Notice(
  { kind = "info", children }: {
    kind?: "info" | "good" | "bad";
    children: ComponentChildren;
  },
) {
  return (
    <div
      class="notice"
      data-kind={kind}
      role={kind === "bad" ? "alert" : kind === "good" ? "status" : undefined}
    >
      <Icon name={icons[kind]} />
      <div>{children}</div>
    </div>
  );
}
