import { Button } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { Icon } from "@/components/controls/Icon.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** Leaves this browser. */
export function SignOutForm({ token }: { token: string }) {
  const { t } = useReader();
  return (
    <form class="actions" method="post" action="/sign-out">
      <FormToken token={token} />
      <Button>
        <Icon name="door" />
        {t("settings.sign_out")}
      </Button>
    </form>
  );
}
