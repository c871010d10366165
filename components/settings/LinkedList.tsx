import { ButtonLink } from "@/components/controls/Button.tsx";
import { Icon } from "@/components/controls/Icon.tsx";
import type { Link, Provider } from "@/lib/accounts/provider_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What is linked, each with a way to take it away. */
export function LinkedList({ links, providers, here }: {
  links: readonly Link[];
  providers: readonly Provider[];
  here: string;
}) {
  const { t, full, iso, relative } = useReader();
  if (links.length === 0) {
    return <p class="hint">{t("settings.linked.none")}</p>;
  }
  return (
    <ul>
      {links.map(({ id, issuer, label, at }) => {
        const provider = providers.find((one) => one.issuer === issuer);
        const since = t("settings.linked.since", { when: relative(at) });
        return (
          <li key={id} class="person" data-linked={issuer}>
            <Icon name="key" />
            <span>
              <b>
                <bdi>{provider?.name ?? issuer}</bdi>
              </b>
              <br />
              <small>
                <bdi>{label}</bdi>
                {" · "}
                <time datetime={iso(at)} title={full(at)}>{since}</time>
                {!provider && ` · ${t("settings.linked.off")}`}
              </small>
            </span>
            <ButtonLink small href={`${here}?link=${id}`}>
              {t("settings.linked.remove")}
              <span class="said">{` ${provider?.name ?? issuer}`}</span>
            </ButtonLink>
          </li>
        );
      })}
    </ul>
  );
}
