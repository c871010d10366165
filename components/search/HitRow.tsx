import { Fragment } from "preact";
import { Face } from "@/components/controls/Face.tsx";
import { placeOf } from "@/components/messages/Quoted.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Hit } from "@/lib/search/model.ts";

/** A message that was found, leading to where it stands. */
export function HitRow({ hit }: { hit: Hit }) {
  const { t, brief, iso, full } = useReader();
  const { conversation, seq, author, at } = hit;
  return (
    <li data-conversation-id={conversation.id} data-seq={seq}>
      <a
        class="hit"
        href={placeOf({ ...hit, conversation: conversation.id })}
      >
        <Face {...author} size="small" />
        <div>
          <p class="whence">
            <bdi>
              <b>{nameOf(author.name, t)}</b>
            </bdi>{" "}
            · {conversation.face.of !== author.id && (
              <>
                <bdi>{nameOf(conversation.title, t)}</bdi> ·{" "}
              </>
            )}
            <time datetime={iso(at)} title={full(at)}>{brief(at)}</time>
            {hit.edited && ` · ${t("search.edited")}`}
          </p>
          <p class="excerpt" dir="auto">
            {hit.excerpt.map(({ text, hit }, i) =>
              hit
                ? <mark key={i}>{text}</mark>
                : <Fragment key={i}>{text}</Fragment>
            )}
          </p>
        </div>
      </a>
    </li>
  );
}
