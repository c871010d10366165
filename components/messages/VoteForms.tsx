import { Button } from "@/components/controls/Button.tsx";
import { Face } from "@/components/controls/Face.tsx";
import { FieldError, fieldId } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { nameOf } from "@/components/people/Named.ts";
import type { Profile } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Marks, ShownMessage } from "@/lib/messages/model.ts";
import type { ShownPoll } from "@/lib/messages/poll_model.ts";

interface Props {
  message: ShownMessage;
  poll: ShownPoll;
  token: string;
  marks: Marks | undefined;
  /** Why the vote was not taken. */
  error?: string | undefined;
}

/** Voting, changing and taking back; nothing but a sentence when the poll is closed. */
export function VoteForm({ message, poll, token, marks, error }: Props) {
  const { t } = useReader();
  const { several, closed, options } = poll;
  const mine = marks?.votes ?? [];
  if (closed) return <Notice>{t("poll.error.closed")}</Notice>;
  const id = fieldId("choice");
  return (
    <form class="form" method="post" action={`${pathOf(message)}/votes`}>
      <FormToken token={token} />
      <fieldset
        class="answers"
        aria-describedby={error ? `${id}-error` : undefined}
      >
        <legend>
          {t(several ? "poll.choose_several" : "poll.choose_one")}
        </legend>
        {options.map(({ text }, i) => (
          <label class="check" key={text}>
            <input
              type={several ? "checkbox" : "radio"}
              name="choice"
              value={i}
              checked={mine.includes(i)}
            />
            <span dir="auto">{text}</span>
          </label>
        ))}
        <FieldError name="choice" error={error} />
      </fieldset>
      <div class="actions">
        <Button kind="primary" name="_action" value="vote">
          {t(mine.length > 0 ? "poll.change" : "poll.vote")}
        </Button>
        {mine.length > 0 && (
          <Button name="_action" value="withdraw">{t("poll.withdraw")}</Button>
        )}
      </div>
    </form>
  );
}

/** Ending one's own poll. */
export function ClosePollForm(
  { message, token }: Pick<Props, "message" | "token">,
) {
  const { t } = useReader();
  return (
    <form class="form" method="post" action={`${pathOf(message)}/votes`}>
      <FormToken token={token} />
      <h2>{t("poll.close.title")}</h2>
      <p class="hint">{t("poll.close.text")}</p>
      <div class="actions">
        <Button name="_action" value="close">{t("poll.close.title")}</Button>
      </div>
    </form>
  );
}

/** Who chose what; of an anonymous poll that nobody is told. */
export function VoterLists(
  { poll, voters }: { poll: ShownPoll; voters: readonly Profile[][] },
) {
  const { t } = useReader();
  if (poll.anonymous) return <p class="hint">{t("poll.anonymous_hint")}</p>;
  return (
    <div class="stack voters" id="voters">
      {poll.options.map(({ text }, i) =>
        voters[i] && voters[i].length > 0 && (
          <section key={text}>
            <h2 dir="auto">{text}</h2>
            <ul>
              {voters[i].map((profile) => (
                <li class="person" key={profile.id} data-user={profile.id}>
                  <Face {...profile} size="small" />
                  <span dir="auto">{nameOf(profile.name, t)}</span>
                </li>
              ))}
            </ul>
          </section>
        )
      )}
    </div>
  );
}
