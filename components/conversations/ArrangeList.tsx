import type { ComponentChildren } from "preact";
import { Button } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { IconButton, IconLink } from "@/components/controls/IconButton.tsx";
import { Face } from "@/components/controls/Face.tsx";
import type { InboxRow } from "@/lib/conversations/place_model.ts";
import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const ACTION = "/conversations/arrange";

/** What is pinned, with ways to move it, and what could be. Goes inside `<Page>`. */
export function ArrangeList(
  { pinned, others, more, token, complaint }: {
    pinned: readonly InboxRow[];
    others: readonly InboxRow[];
    /** Leads to the rest of the others. */
    more?: string | undefined;
    token: string;
    complaint?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <div class="arranged" data-live>
      {complaint && <p class="error" role="alert">{complaint}</p>}
      <section>
        <h2>{t("inbox.arrange.pinned")}</h2>
        <p class="hint">
          {t(pinned.length > 0 ? "inbox.arrange.hint" : "inbox.arrange.none")}
        </p>
        <ul class="list" id="pinned-rows">
          {pinned.map((row, i) => (
            <Line key={row.conversation.id} row={row} token={token}>
              {i > 0 && <Step row={row} to="up" />}
              {i < pinned.length - 1 && <Step row={row} to="down" />}
              <Do row={row} deed="unpin" />
            </Line>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t("inbox.arrange.others")}</h2>
        <ul class="list">
          {others.map((row) => (
            <Line key={row.conversation.id} row={row} token={token}>
              <Do row={row} deed="pin" />
            </Line>
          ))}
        </ul>
        {more && (
          <a class="button" href={more}>{t("conversation.members.more")}</a>
        )}
      </section>
    </div>
  );
}

function Line(
  { row, token, children }: {
    row: InboxRow;
    token: string;
    children: ComponentChildren;
  },
) {
  const { t } = useReader();
  const { id, face, kind } = row.conversation;
  const title = nameOf(row.conversation.title, t);
  return (
    <li id={`a-${id}`} data-arranged={id}>
      <Face {...face} group={kind === "group"} size="small" />
      <div dir="auto">
        <a href={`/conversations/${id}`}>{title}</a>
      </div>
      <form class="actions" method="post" action={ACTION}>
        <FormToken token={token} />
        <input type="hidden" name="conversation" value={id} />
        {children}
        <IconLink
          icon="more"
          label={t("inbox.arrange.place_of", { name: title })}
          href={`/conversations/${id}/place`}
        />
      </form>
    </li>
  );
}

function Step({ row, to }: { row: InboxRow; to: "up" | "down" }) {
  const { t } = useReader();
  const name = nameOf(row.conversation.title, t);
  return (
    <IconButton
      icon={to}
      name="_action"
      value={to}
      label={t(`inbox.arrange.${to}`, { name })}
    />
  );
}

function Do({ row, deed }: { row: InboxRow; deed: "pin" | "unpin" }) {
  const { t } = useReader();
  const name = nameOf(row.conversation.title, t);
  return (
    <Button small name="_action" value={deed}>
      <span aria-hidden="true">{t(`inbox.arrange.${deed}`)}</span>
      <span class="said">{t(`inbox.arrange.${deed}_who`, { name })}</span>
    </Button>
  );
}
