import { ButtonLink } from "@/components/controls/Button.tsx";
import { Icon } from "@/components/controls/Icon.tsx";
import type { Passkey } from "@/lib/accounts/second_factor_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Somebody's passkeys, each with a way to change it. */
export function PasskeyList({ passkeys }: { passkeys: readonly Passkey[] }) {
  const { t } = useReader();
  if (passkeys.length === 0) {
    return <p class="hint">{t("settings.passkeys.none")}</p>;
  }
  return (
    <ul>
      {passkeys.map((passkey) => (
        <PasskeyRow key={passkey.id} passkey={passkey} />
      ))}
    </ul>
  );
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const { t, full, iso, relative } = useReader();
  const { id, name, created, used, backedUp } = passkey;
  const facts = [
    t("settings.passkeys.created", { when: relative(created) }),
    used === null
      ? t("settings.passkeys.unused")
      : t("settings.passkeys.used", { when: relative(used) }),
    backedUp ? t("settings.passkeys.backed_up") : "",
  ];
  return (
    <li class="person" data-passkey-id={id}>
      <Icon name="key" />
      <span>
        <b>
          <bdi>{name}</bdi>
        </b>
        <br />
        <small>
          <time datetime={iso(created)} title={full(created)}>
            {facts.filter((fact) => fact).join(" · ")}
          </time>
        </small>
      </span>
      <ButtonLink small href={`/settings/passkeys?passkey=${id}`}>
        {t("settings.passkeys.change")}
        <span class="said">{` ${name}`}</span>
      </ButtonLink>
    </li>
  );
}
