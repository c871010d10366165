import { useReader } from "@/lib/i18n/reader.ts";
import type { Marks, ShownMessage } from "@/lib/messages/model.ts";

/**
 * A poll in its row: answers, how many chose each, and what kind it is. Every
 * answer is a link to where one votes; with script a click votes at once.
 */
export function Poll(
  { path, poll, marks }: {
    /** The message's page. */
    path: string;
    poll: NonNullable<ShownMessage["poll"]>;
    marks?: Marks | undefined;
  },
) {
  const { t, full, iso } = useReader();
  const { options, voters, several, anonymous, until, closed } = poll;
  return (
    <div
      class="poll"
      data-sheet="poll"
      data-several={several ? "" : undefined}
    >
      <ul>
        {options.map(({ text, count }, i) => {
          const mine = marks?.votes?.includes(i) ? "" : undefined;
          return (
            <li key={text}>
              {closed
                ? (
                  <span dir="auto" data-choice={i} data-mine={mine}>
                    {text}
                  </span>
                )
                : (
                  <a
                    href={`${path}/votes`}
                    dir="auto"
                    data-choice={i}
                    data-mine={mine}
                  >
                    {text}
                  </a>
                )} <b>{t("poll.votes", { count })}</b>
              <progress value={count} max={voters || 1} aria-hidden="true" />
            </li>
          );
        })}
      </ul>
      <p class="quiet">
        <a href={`${path}/votes`}>{t("poll.voters", { count: voters })}</a>
        {several && ` · ${t("poll.several")}`}
        {anonymous && ` · ${t("poll.anonymous")}`}
        {closed ? ` · ${t("poll.closed")}` : until !== undefined && (
          <>
            {" · "}
            <time datetime={iso(until)}>
              {t("poll.until", { when: full(until) })}
            </time>
          </>
        )}
      </p>
    </div>
  );
}
