import { Button } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import {
  isSearch,
  KINDS,
  SORTS,
  type Wanted,
} from "@/lib/files/drive_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const DAYS = [1, 7, 30, 365] as const;

/** Looks for files of one's own, and orders them. */
export function DriveSearch({ wanted }: { wanted: Wanted }) {
  const { t } = useReader();
  const any = { value: "", label: t("drive.any") };
  return (
    <details class="own-search" open={isSearch(wanted)}>
      <summary>{t("drive.search")}</summary>
      <form class="form" method="get" action="/files" role="search">
        {wanted.folder && (
          <input type="hidden" name="folder" value={wanted.folder} />
        )}
        <Field
          name="q"
          type="search"
          label={t("drive.search.name")}
          value={wanted.words}
        />
        <Field
          name="kind"
          label={t("drive.search.kind")}
          value={wanted.kind ?? ""}
          options={[
            any,
            ...KINDS.map((kind) => ({
              value: kind,
              label: t(`drive.kind.${kind}`),
            })),
          ]}
        />
        <Field
          name="days"
          label={t("drive.search.days")}
          value={wanted.days ? `${wanted.days}` : ""}
          options={[
            any,
            ...DAYS.map((days) => ({
              value: `${days}`,
              label: t("drive.days", { days }),
            })),
          ]}
        />
        <Field
          name="shown"
          label={t("drive.search.shown")}
          value={wanted.shown ?? ""}
          options={[
            any,
            { value: "starred", label: t("drive.starred") },
            { value: "bin", label: t("drive.bin") },
          ]}
        />
        <Field
          name="sort"
          label={t("drive.search.sort")}
          value={wanted.sort ?? "newest"}
          options={SORTS.map((sort) => ({
            value: sort,
            label: t(`drive.sort.${sort}`),
          }))}
        />
        <div class="actions">
          <Button>{t("drive.search.go")}</Button>
        </div>
      </form>
    </details>
  );
}
