import { Button } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { Emoji } from "@/components/messages/Emoji.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Marks, ShownMessage } from "@/lib/messages/model.ts";
import { CHOICE } from "@/lib/messages/reaction_model.ts";

type Where = Readonly<Record<string, string>>;

/** One click puts an emoji to a message, one more takes it away. */
export function ReactForm(
  { path, token, choice, marks, pictures }: {
    path: string;
    token: string;
    choice: readonly string[];
    marks: Marks | undefined;
    /** Where those of this server's own emoji are, by emoji. */
    pictures: Where;
  },
) {
  const mine = marks?.reactions ?? [];
  const all = [
    ...new Set([...mine, ...choice, ...Object.keys(pictures)]),
  ];
  return (
    <form method="post" action={`${path}/reactions`}>
      <FormToken token={token} />
      <div class="emojis">
        {all.map((emoji) => (
          <button
            key={emoji}
            type="submit"
            name={mine.includes(emoji) ? "remove" : "add"}
            value={emoji}
            aria-pressed={mine.includes(emoji) ? "true" : "false"}
          >
            <Emoji emoji={emoji} picture={pictures[emoji]} />
          </button>
        ))}
      </div>
    </form>
  );
}

/** For any other emoji. A form of its own: Enter in it must press its own button. */
function TypedReactForm(
  { path, token, typed, error }: {
    path: string;
    token: string;
    typed: string;
    error?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <form class="form" method="post" action={`${path}/reactions`}>
      <FormToken token={token} />
      <Field
        name="emoji"
        label={t("message.reactions.other")}
        value={typed}
        error={error}
        autocomplete="off"
      />
      <div class="actions">
        <Button>{t("message.reactions.add")}</Button>
      </div>
    </form>
  );
}

/** Everything there is to react with. The toolbar of rows shows it over the conversation. */
export function ReactForms(
  { message, token, marks, typed, error, pictures }: {
    message: ShownMessage;
    token: string;
    marks: Marks | undefined;
    typed: string;
    error?: string | undefined;
    pictures: Where;
  },
) {
  const path = pathOf(message);
  return (
    <section class="form" id="react">
      <ReactForm
        path={path}
        token={token}
        choice={CHOICE}
        marks={marks}
        pictures={pictures}
      />
      <TypedReactForm path={path} token={token} typed={typed} error={error} />
    </section>
  );
}
