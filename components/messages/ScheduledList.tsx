import { Button } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import { SendAtField } from "@/components/messages/SendAtField.tsx";
import { wallClock } from "@/lib/i18n/wall_clock.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Scheduled } from "@/lib/messages/scheduled_model.ts";

/** A scheduled message, with the name of its conversation; null when one is not in it any more. */
export interface ShownScheduled {
  readonly one: Scheduled;
  readonly title: string | null;
}

/** What was refused of which. */
export interface ScheduledRefused {
  readonly id: string;
  readonly text: string;
  readonly sendAt: string;
  readonly errors: { readonly text?: string; readonly send_at?: string };
}

/** Everything set for later, each with its form. Goes inside `<Page>`. */
export function ScheduledList(
  { rows, token, refused }: {
    rows: readonly ShownScheduled[];
    token: string;
    refused?: ScheduledRefused | undefined;
  },
) {
  const { t } = useReader();
  if (rows.length === 0) return <p>{t("message.schedule.none")}</p>;
  return (
    <>
      {rows.map((row) => (
        <ScheduledForm
          key={row.one.id}
          {...row}
          token={token}
          refused={refused?.id === row.one.id ? refused : undefined}
        />
      ))}
    </>
  );
}

function ScheduledForm(
  { one, title, token, refused }: ShownScheduled & {
    token: string;
    refused: ScheduledRefused | undefined;
  },
) {
  const { t, full, iso, timeZone } = useReader();
  const path = `/conversations/${one.conversation}`;
  return (
    <form
      class="form"
      method="post"
      action={`${path}/scheduled`}
      data-scheduled={one.id}
    >
      <FormToken token={token} />
      <input type="hidden" name="id" value={one.id} />
      <h2 dir="auto">
        {title === null
          ? t("message.schedule.former")
          : <a href={path}>{title}</a>}
      </h2>
      {one.refused
        ? (
          <Notice>
            {t("message.schedule.refused", {
              reason: t(`message.schedule.why.${one.refused}`),
            })}
          </Notice>
        )
        : (
          <p class="quiet">
            <time datetime={iso(one.due)}>
              {t("message.schedule.due", { when: full(one.due) })}
            </time>
          </p>
        )}
      <Field
        name="text"
        id={`text-${one.id}`}
        label={t("message.text")}
        rows={3}
        value={refused?.text ?? one.text}
        error={refused?.errors.text}
      />
      <SendAtField
        id={`at-${one.id}`}
        value={refused?.sendAt ?? wallClock(one.due, timeZone)}
        error={refused?.errors.send_at}
      />
      <div class="actions">
        <Button kind="primary" name="_action" value="edit">
          {t("message.schedule.save")}
        </Button>
        <Button name="_action" value="send">{t("message.schedule.now")}</Button>
        <Button kind="danger" name="_action" value="cancel">
          {t("message.schedule.cancel")}
        </Button>
      </div>
    </form>
  );
}
