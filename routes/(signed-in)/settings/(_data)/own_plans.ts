import { listKept } from "@/lib/accounts/block.ts";
import type { User } from "@/lib/accounts/model.ts";
import type { Reader } from "@/lib/i18n/reader.ts";
import { exportPlans } from "@/lib/messages/export_plans.ts";
import {
  type About,
  momentIn,
  type OwnSection,
} from "@/routes/(signed-in)/settings/(_data)/own_rows.ts";

/** What is to be sent, the threads the person follows, what they reported, and whom they keep away from. */
export async function ownPlans(
  user: User,
  reader: Reader,
  about: About,
): Promise<OwnSection[]> {
  const { t, full } = reader;
  const [plans, kept] = await Promise.all([exportPlans(user), listKept(user)]);
  const followed = plans.threads.filter(({ following }) => following);
  return [
    [
      t("export.own.scheduled"),
      plans.scheduled.map(({ conversation, text, due }) =>
        about(conversation, { text, note: [momentIn(reader, due)] })
      ),
    ],
    [
      t("export.own.threads"),
      followed.map(({ conversation, root: seq }) =>
        about(conversation, { note: [t("export.own.message", { seq })] }, seq)
      ),
    ],
    [
      t("message.saved.title"),
      plans.saved.map(({ conversation, message: seq, at, remind }) =>
        about(conversation, {
          note: [
            t("export.own.message", { seq }),
            momentIn(reader, at),
            remind
              ? t("message.saved.remind", { when: momentIn(reader, remind) })
              : "",
          ],
        }, seq)
      ),
    ],
    [
      t("export.own.reported"),
      plans.reported.map(({ conversation, message, words, at }) =>
        about(
          conversation,
          { text: words, note: [momentIn(reader, at)] },
          message,
        )
      ),
    ],
    [
      t("export.own.away"),
      kept.map(({ profile, blocked, muted }) => ({
        title: profile.name,
        note: [
          blocked ? t("export.own.blocked", { when: full(blocked) }) : "",
          muted ? t("export.own.silent", { when: full(muted) }) : "",
        ],
      })),
    ],
  ];
}
