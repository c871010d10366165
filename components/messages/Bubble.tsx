import type { ComponentChildren } from "preact";
import { type SendState, Ticks } from "@/components/messages/Ticks.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";

/** The address of one message's page. */
export function pathOf(message: { conversation: string; seq: number }): string {
  return `/conversations/${message.conversation}/messages/${message.seq}`;
}

/**
 * Author, text, clock. `dir="auto"` is the direction of the message itself,
 * while the corners of its bubble follow the page.
 */
export function Bubble(
  { message, mine, read, state, head, foot }: {
    message: ShownMessage;
    mine: boolean;
    read: boolean;
    state: SendState;
    head?: ComponentChildren;
    foot?: ComponentChildren;
  },
) {
  const { t, iso, time } = useReader();
  const path = pathOf(message);
  const clock = (
    <time datetime={iso(message.at)}>
      {time(message.at)}
    </time>
  );
  return (
    <div class="bubble">
      <b class="author">
        {mine ? t("common.you") : nameOf(message.author.name, t)}
      </b>
      {head}
      <div class="words" dir="auto">
        {message.kind === "deleted"
          ? <p class="gone">{t("message.deleted")}</p>
          : (
            <div
              class="body"
              dangerouslySetInnerHTML={{ __html: message.html }}
            />
          )}
        <bdi class="when">
          {message.edited !== undefined && message.kind === "text" && (
            <a class="edited" href={`${path}/versions`}>
              {t("message.edited")}
            </a>
          )}
          {message.seq ? <a href={path}>{clock}</a> : clock}
          {mine && <Ticks state={state} read={read} />}
        </bdi>
      </div>
      {foot}
    </div>
  );
}
