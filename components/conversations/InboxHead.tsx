import { Face } from "@/components/controls/Face.tsx";
import { IconLink } from "@/components/controls/IconButton.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** The ways on from the list of conversations. Beside another page only the most used stand. */
export function InboxHead(
  { me, current, main }: {
    me: Profile;
    /** The conversation beside it. */
    current: string | undefined;
    /** Is the list what the page is about? */
    main: boolean;
  },
) {
  const { t } = useReader();
  const Heading = main ? "h1" : "h2";
  return (
    <header class="inbox-head">
      <Heading>
        <a href="/conversations">{t("common.product")}</a>
      </Heading>
      {main && (
        <>
          <IconLink
            icon="bookmark"
            label={t("message.saved.title")}
            href="/saved"
          />
          <IconLink
            icon="thread"
            label={t("message.threads.title")}
            href="/threads"
          />
        </>
      )}
      <IconLink
        icon="search"
        label={t("search.title")}
        href={current ? `/search?in=${current}` : "/search"}
      />
      <IconLink
        icon="pen"
        label={t("inbox.new.title")}
        href="/conversations/new"
      />
      <a
        href="/settings/profile"
        title={t("inbox.account", { name: me.name })}
      >
        <Face {...me} size="small" />
        <span class="said">{t("inbox.account", { name: me.name })}</span>
      </a>
    </header>
  );
}
