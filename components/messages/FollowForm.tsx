import { Button } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** The switch that decides whether a thread stands in one's own list. */
export function FollowForm(
  { path, token, on }: { path: string; token: string; on: boolean },
) {
  const { t } = useReader();
  return (
    <form method="post" action={`${path}/follow`}>
      <FormToken token={token} />
      <Button small name="_action" value={on ? "unfollow" : "follow"}>
        {on ? t("message.thread.unfollow") : t("message.thread.follow")}
      </Button>
    </form>
  );
}
