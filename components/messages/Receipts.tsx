import { Face } from "@/components/controls/Face.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Who has read a message, and when; `null` readers mean one may not know. */
export function Receipts(
  { readers, more }: {
    readers: readonly { profile: Profile; at: number }[] | null;
    /** Leads to the next page of a long list. */
    more?: string | undefined;
  },
) {
  const { t, full, iso, brief } = useReader();
  if (readers === null) {
    return <p class="hint">{t("message.receipts.hidden")}</p>;
  }
  return (
    <div class="stack" id="receipts">
      {readers.length === 0 ? <p>{t("message.receipts.none")}</p> : (
        <ul>
          {readers.map(({ profile, at }) => (
            <li class="person" key={profile.id} data-user={profile.id}>
              <Face {...profile} size="small" />
              <span>{profile.name}</span>
              <small>
                <time datetime={iso(at)} title={full(at)}>
                  {brief(at)}
                </time>
              </small>
            </li>
          ))}
        </ul>
      )}
      {more && <a class="link" href={more}>{t("conversation.members.more")}</a>}
      <p class="hint">{t("message.receipts.opted_out")}</p>
    </div>
  );
}
