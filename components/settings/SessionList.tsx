import { Button } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import { Icon } from "@/components/controls/Icon.tsx";
import type { Session } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Where somebody is signed in, each with a way to end it. */
export function SessionList(
  { token, sessions, current }: {
    token: string;
    sessions: readonly Session[];
    /** The session of this very browser. */
    current: string;
  },
) {
  const { t } = useReader();
  return (
    <>
      <ul>
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            token={token}
            session={session}
            current={session.id === current}
          />
        ))}
      </ul>
      {sessions.length > 1 && (
        <PageForm action="/settings/security" token={token} actions>
          <input type="hidden" name="_action" value="end-others" />
          <Button kind="danger">{t("settings.sessions.end_others")}</Button>
        </PageForm>
      )}
    </>
  );
}

function SessionRow(
  { token, session, current }: {
    token: string;
    session: Session;
    current: boolean;
  },
) {
  const { t, full, iso, relative } = useReader();
  const device = session.device || t("settings.sessions.unknown_device");
  const facts = [
    session.place,
    t("settings.sessions.used", { when: relative(session.used) }),
  ];
  return (
    <li class="person" data-session-id={session.id}>
      <Icon name="device" />
      <span>
        <b>{device}</b>
        {current && <small>{` (${t("settings.sessions.this")})`}</small>}
        <br />
        <small>
          <time
            datetime={iso(session.created)}
            title={t("settings.sessions.began", {
              when: full(session.created),
            })}
          >
            {facts.filter((fact) => fact).join(" · ")}
          </time>
        </small>
      </span>
      {current
        ? (
          <form method="post" action="/sign-out">
            <FormToken token={token} />
            <Button small>{t("settings.sign_out")}</Button>
          </form>
        )
        : (
          <PageForm action="/settings/security" token={token} actions>
            <input type="hidden" name="_action" value="end-session" />
            <input type="hidden" name="session" value={session.id} />
            <Button small>
              {t("settings.sessions.end")}
              <span class="said">{` ${device}`}</span>
            </Button>
          </PageForm>
        )}
    </li>
  );
}
