import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { EmptyState } from "@/components/layout/EmptyState.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { placeOf } from "@/components/messages/Quoted.tsx";
import { UnreadLine } from "@/components/messages/UnreadLine.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";
import type { Saved } from "@/lib/messages/saved_model.ts";

interface Row extends Saved {
  readonly conversation: string;
  readonly seq: number;
  readonly title: string | null;
  readonly message: ShownMessage | null;
}

/** What one saved, each with the way back to it. Goes inside `<Page>`. */
export function SavedList(
  { rows, me, token, next }: {
    rows: readonly Row[];
    /** The reader's user id. */
    me: string;
    token: string;
    /** Leads to the next page. */
    next?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <div class="kept" data-live="saved">
      {rows.length === 0 && (
        <EmptyState
          art="list"
          title={t("message.saved.none")}
          text={t("message.saved.none_text")}
        />
      )}
      {rows.map((row) => (
        <SavedRow
          key={`${row.conversation}.${row.seq}`}
          row={row}
          me={me}
          token={token}
        />
      ))}
      {next && <a class="link" href={next}>{t("conversation.members.more")}</a>}
    </div>
  );
}

function SavedRow({ row, me, token }: { row: Row; me: string; token: string }) {
  const { t, full } = useReader();
  const { message, title, remind, due } = row;
  return (
    <section data-saved={`${row.conversation}.${row.seq}`}>
      <h2 dir="auto">
        {title === null ? t("message.schedule.former") : nameOf(title, t)}
      </h2>
      {due !== undefined && (
        <Notice>{t("message.saved.due", { when: full(due) })}</Notice>
      )}
      {message
        ? <UnreadLine message={message} mine={message.author.id === me} />
        : <p class="quiet">{t("message.saved.gone")}</p>}
      {remind !== undefined && (
        <p class="quiet">{t("message.saved.remind", { when: full(remind) })}</p>
      )}
      <form class="actions" method="post" action={`${pathOf(row)}/saved`}>
        <FormToken token={token} />
        <input type="hidden" name="from" value="saved" />
        {message && (
          <>
            <ButtonLink small href={placeOf(message)}>
              {t("message.page.context")}
            </ButtonLink>
            <ButtonLink small href={`${pathOf(message)}/saved`}>
              {t("message.saved.reminder")}
            </ButtonLink>
          </>
        )}
        {due !== undefined && (
          <Button small name="_action" value="done">
            {t("message.saved.done")}
          </Button>
        )}
        <Button small name="_action" value="remove">
          {t("message.saved.remove")}
        </Button>
      </form>
    </section>
  );
}
