import { useReader } from "@/lib/i18n/reader.ts";
import { type CommandName, COMMANDS } from "@/lib/messages/command_model.ts";

type Listed = readonly (typeof COMMANDS)[number][];

/** What may stand behind a command, as an example. */
function useExample() {
  const { t } = useReader();
  return (name: CommandName) => {
    switch (name) {
      case "unmute":
      case "leave":
      case "help":
        return "";
      default:
        return t(`command.${name}.words`);
    }
  };
}

/** Commands with their meanings; as suggestions one chooses from while typing, or as a page's list. */
export function CommandList(
  { commands, suggested = false }: { commands: Listed; suggested?: boolean },
) {
  const { t } = useReader();
  const example = useExample();
  if (suggested) {
    return (
      <ul
        id="suggested"
        data-said={t("command.suggested", { count: commands.length })}
      >
        {commands.map(({ name }) => (
          <li key={name} data-word={name}>
            <b dir="ltr">/{name}</b> <small>{t(`command.${name}`)}</small>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <dl class="ask">
      {commands.map(({ name }) => (
        <div key={name}>
          <dt>
            <kbd dir="ltr">/{name}</kbd> <bdi>{example(name)}</bdi>
          </dt>
          <dd>{t(`command.${name}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
