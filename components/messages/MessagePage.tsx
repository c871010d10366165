import type { ComponentChildren } from "preact";
import { Button } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { CardForm } from "@/components/messages/CardForm.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import {
  MessageFacts,
  type Source,
} from "@/components/messages/MessageFacts.tsx";
import { MessageRow } from "@/components/messages/MessageRow.tsx";
import { MayNotEdit } from "@/components/messages/MayNotEdit.tsx";
import { MessageLinks } from "@/components/messages/MessageLinks.tsx";
import { QuickReactForm } from "@/components/messages/QuickReactForm.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Marks, ShownMessage } from "@/lib/messages/model.ts";

/** One message by itself, with everything that can be done to it. Goes inside `<Page>`. */
export function MessagePage(
  {
    message,
    mine,
    read,
    marks,
    token,
    mayEdit,
    mayDelete,
    mayPin,
    visited,
    source,
    text,
    error,
    children,
  }: {
    message: ShownMessage;
    mine: boolean;
    read: boolean;
    marks: Marks | undefined;
    token: string;
    mayEdit: boolean;
    mayDelete: boolean;
    mayPin: boolean;
    visited: boolean;
    /** Where it was said, if it was passed on and the reader may read it there. */
    source: Source | null;
    /** Kept when an edit was refused. */
    text?: string | undefined;
    error?: string | undefined;
    /** `<Receipts>`, for one's own. */
    children?: ComponentChildren;
  },
) {
  const { t } = useReader();
  const path = pathOf(message);
  const isText = message.kind === "text";
  return (
    <>
      <section>
        <MessageRow message={message} mine={mine} read={read} marks={marks} />
        <MessageFacts message={message} source={source} />
        <MessageLinks {...{ message, mine, mayPin, visited }} />
      </section>
      {isText && (
        <section>
          <h2>{t("message.reactions.yours")}</h2>
          <QuickReactForm message={message} token={token} marks={marks} />
        </section>
      )}
      {mayEdit && (
        <form class="form" id="edit" method="post" action={path}>
          <FormToken token={token} />
          <h2>{t("message.edit.title")}</h2>
          <Field
            name="text"
            label={t("message.text")}
            rows={3}
            required
            value={text ?? message.text}
            hint={t("message.edit.hint")}
            error={error}
          />
          <div class="actions">
            <Button kind="primary" name="_action" value="edit">
              {t("message.edit.save")}
            </Button>
          </div>
        </form>
      )}
      {mine && isText && !mayEdit && <MayNotEdit message={message} />}
      {children && (
        <section>
          <h2>{t("message.receipts.title")}</h2>
          {children}
        </section>
      )}
      {mayDelete && message.card && <CardForm path={path} token={token} />}
      {mayDelete && (
        <form class="form" id="delete" method="post" action={path}>
          <FormToken token={token} />
          <h2>{t("message.delete.title")}</h2>
          <p class="hint">{t("message.delete.text")}</p>
          <div class="actions">
            <Button kind="danger" name="_action" value="delete">
              {t("message.delete.confirm")}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}
