import { Icon } from "@/components/controls/Icon.tsx";
import type { SecurityEvent } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What happened to the account, the newest first. */
export function SecurityEvents(
  { events }: { events: readonly SecurityEvent[] },
) {
  const { t } = useReader();
  if (events.length === 0) {
    return <p class="hint">{t("settings.events.empty")}</p>;
  }
  return (
    <ul>
      {events.map((event, i) => <EventRow key={i} event={event} />)}
    </ul>
  );
}

function EventRow({ event }: { event: SecurityEvent }) {
  const { t, full, iso, relative } = useReader();
  const { kind, at, device, place } = event;
  return (
    <li class="person" data-security-event={kind}>
      <Icon name="shield" />
      <span>
        <b>{t(`settings.events.${kind.replaceAll("-", "_") as Key}`)}</b>
        <br />
        <small>
          <time datetime={iso(at)} title={full(at)}>
            {[device, place, relative(at)].filter((fact) => fact).join(" · ")}
          </time>
        </small>
      </span>
    </li>
  );
}

type Underscored<T extends string> = T extends `${infer A}-${infer B}`
  ? `${A}_${Underscored<B>}`
  : T;
type Key = Underscored<SecurityEvent["kind"]>;
