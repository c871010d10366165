import { Button } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Chooses of which conversation the saved messages are shown. */
export function SavedFilter(
  { places, place }: {
    places: readonly { readonly id: string; readonly title: string }[];
    place?: string | undefined;
  },
) {
  const { t } = useReader();
  if (places.length < 2 && !place) return null;
  const options = places.map(({ id, title }) => ({
    value: id,
    label: nameOf(title, t),
  }));
  return (
    <form class="form" method="get" action="/saved">
      <Field
        name="in"
        label={t("message.saved.in")}
        value={place ?? ""}
        options={[{ value: "", label: t("message.saved.all") }, ...options]}
      />
      <div class="actions">
        <Button>{t("message.saved.show")}</Button>
      </div>
    </form>
  );
}
