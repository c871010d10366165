import { Button } from "@/components/controls/Button.tsx";
import { Field, fieldId } from "@/components/controls/Field.tsx";
import { FILE_GROUPS } from "@/lib/files/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What of a conversation's files is to be shown. */
export function FilesFilter(
  { path, asked, name, group, from, since, until }: {
    /** The list's address. */
    path: string;
    /** Is anything asked? Then it stands open. */
    asked: boolean;
    name: string;
    group: string | null;
    from: string;
    since: string;
    until: string;
  },
) {
  const { t } = useReader();
  const groups = FILE_GROUPS.map((value) => ({
    value,
    label: t(`file.group.${value}`),
  }));
  return (
    <details open={asked}>
      <summary>{t("file.list.narrow")}</summary>
      <form class="form" method="get" action={path}>
        <Field
          name="q"
          type="search"
          label={t("file.list.name")}
          value={name}
          optional
        />
        <Field
          name="type"
          label={t("file.list.group")}
          value={group ?? ""}
          options={[{ value: "", label: t("file.group.all") }, ...groups]}
        />
        <Field name="from" label={t("file.list.from")} value={from} optional />
        <Day name="since" label={t("file.list.since")} value={since} />
        <Day name="until" label={t("file.list.until")} value={until} />
        <div class="actions">
          <Button>{t("file.list.show")}</Button>
        </div>
      </form>
    </details>
  );
}

function Day(
  { name, label, value }: { name: string; label: string; value: string },
) {
  const id = fieldId(name);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} type="date" name={name} value={value} />
    </div>
  );
}
