import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { Icon } from "@/components/controls/Icon.tsx";
import type { Provider } from "@/lib/accounts/provider_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const HERE = "/admin/sign-in";

/** One provider, with what can be done about it. */
export function ProviderRow({ token, provider }: {
  token: string;
  provider: Provider;
}) {
  const { t } = useReader();
  const { id, name, issuer, admits, on } = provider;
  const facts = [
    t(on ? "admin.providers.on" : "admin.providers.off"),
    t(`admin.providers.admits_${admits}`),
  ];
  const said = <span class="said">{` ${name}`}</span>;
  return (
    <li class="person account" data-provider={id}>
      <Icon name="key" />
      <span>
        <b>
          <bdi>{name}</bdi>
        </b>
        <br />
        <small>
          <bdi dir="ltr">{issuer}</bdi>
          <br />
          {facts.join(" · ")}
        </small>
      </span>
      <div class="actions">
        <ButtonLink small href={`${HERE}?change=${id}`}>
          {t("admin.providers.change")}
          {said}
        </ButtonLink>
        <form method="post" action={HERE}>
          <FormToken token={token} />
          <input type="hidden" name="id" value={id} />
          <Button small name="_action" value={on ? "off" : "on"}>
            {t(on ? "admin.providers.switch_off" : "admin.providers.switch_on")}
            {said}
          </Button>
        </form>
        <ButtonLink small href={`${HERE}?remove=${id}`}>
          {t("admin.providers.remove")}
          {said}
        </ButtonLink>
      </div>
    </li>
  );
}
