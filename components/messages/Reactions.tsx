import { Emoji } from "@/components/messages/Emoji.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import type {
  Marks,
  ShownMessage,
  ShownReaction,
} from "@/lib/messages/model.ts";

/** How often which emoji was put to a message. A link to who did; with script a click puts one's own. */
export function Reactions(
  { path, reactions, marks }: {
    /** The message's page. */
    path: string;
    reactions: NonNullable<ShownMessage["reactions"]>;
    marks?: Marks | undefined;
  },
) {
  const reader = useReader();
  return (
    <ul class="reactions" data-sheet="hung">
      {reactions.map((one) => (
        <li key={one.emoji}>
          <a
            href={`${path}/reactions`}
            title={sayNames(one, reader)}
            data-emoji={one.emoji}
            data-mine={marks?.reactions.includes(one.emoji) ? "" : undefined}
          >
            <Emoji {...one} />{" "}
            <b>{reader.t("message.reactions.count", { count: one.count })}</b>
          </a>
        </li>
      ))}
    </ul>
  );
}

function sayNames(
  { names, count }: ShownReaction,
  { t, list }: ReturnType<typeof useReader>,
): string {
  const shown = names.map((name) => name || t("people.deleted"));
  const more = count - shown.length;
  return more > 0
    ? t("message.reactions.more", { names: shown.join(", "), count: more })
    : list(shown);
}
