import { FormToken } from "@/components/controls/FormToken.tsx";
import { IconButton, IconLink } from "@/components/controls/IconButton.tsx";
import type { Folder } from "@/lib/conversations/place_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** One's folders in their order, each with ways to move it. */
export function FolderList(
  { folders, token }: { folders: readonly Folder[]; token: string },
) {
  const { t } = useReader();
  if (folders.length === 0) return <p>{t("inbox.folders.none")}</p>;
  return (
    <ul class="list">
      {folders.map(({ id, name }, i) => (
        <li key={id} data-folder={id}>
          <div dir="auto">
            <a href={`/conversations?folder=${id}`}>{name}</a>
          </div>
          <form class="actions" method="post" action={`/folders/${id}`}>
            <FormToken token={token} />
            {i > 0 && (
              <IconButton
                icon="up"
                name="_action"
                value="up"
                label={t("inbox.folders.up", { name })}
              />
            )}
            {i < folders.length - 1 && (
              <IconButton
                icon="down"
                name="_action"
                value="down"
                label={t("inbox.folders.down", { name })}
              />
            )}
            <IconLink
              icon="pen"
              label={t("inbox.folders.change", { name })}
              href={`/folders/${id}`}
            />
          </form>
        </li>
      ))}
    </ul>
  );
}
