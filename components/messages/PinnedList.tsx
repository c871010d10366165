import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { EmptyState } from "@/components/layout/EmptyState.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { placeOf } from "@/components/messages/Quoted.tsx";
import { UnreadLine } from "@/components/messages/UnreadLine.tsx";
import { nameOf } from "@/components/people/Named.ts";
import type { Profile } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";

/** The pinned messages of a conversation, the last one first. Goes inside `<Page>`. */
export function PinnedList(
  { conversation, pins, me, token, mayPin }: {
    conversation: string;
    pins: readonly {
      readonly message: ShownMessage;
      readonly by: Profile;
      readonly at: number;
    }[];
    /** The reader's user id. */
    me: string;
    token: string;
    mayPin: boolean;
  },
) {
  const { t, full, iso } = useReader();
  return (
    <div class="kept" data-live={conversation}>
      {pins.length === 0 && (
        <EmptyState
          art="list"
          title={t("message.pinned.none")}
          text={t("message.pinned.none_text")}
        />
      )}
      {pins.map(({ message, by, at }) => (
        <section key={message.seq} data-pinned={message.seq}>
          <UnreadLine message={message} mine={message.author.id === me} />
          <p class="quiet">
            {t("message.pinned.by", { name: nameOf(by.name, t) })}
            {" · "}
            <time datetime={iso(at)}>{full(at)}</time>
          </p>
          <form class="actions" method="post" action={`${pathOf(message)}/pin`}>
            <FormToken token={token} />
            <ButtonLink small href={placeOf(message)}>
              {t("message.page.context")}
            </ButtonLink>
            {mayPin && (
              <Button small name="_action" value="remove">
                {t("message.unpin")}
              </Button>
            )}
          </form>
        </section>
      ))}
    </div>
  );
}
