import type { ComponentChildren } from "preact";
import type { DetailName, SeenAbout } from "@/lib/accounts/profile_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Ways to reach somebody that this viewer may see; nothing when there are none. */
export function PersonDetails({ details }: Pick<SeenAbout, "details">) {
  const { t } = useReader();
  if (details.length === 0) return null;
  return (
    <section>
      <h3>{t("people.reach")}</h3>
      <dl>
        {details.map(({ name, value }) => (
          <>
            <dt>{t(`people.detail.${name}`)}</dt>
            <dd>
              <Way name={name} value={value} />
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}

/** Something to open or to read; whatever it says, it was checked before it was kept. */
function Way(
  { name, value }: { name: DetailName; value: string },
): ComponentChildren {
  if (name === "mail") {
    return <a class="link" href={`mailto:${value}`}>{value}</a>;
  }
  if (name === "phone") {
    const number = value.replace(/[^\d+]/g, "");
    return <a class="link" dir="ltr" href={`tel:${number}`}>{value}</a>;
  }
  if (name === "web") {
    return (
      <a class="link" href={value} rel="nofollow noopener noreferrer">
        {value.replace(/^https?:\/\/|\/$/g, "")}
      </a>
    );
  }
  return <bdi>{value}</bdi>;
}
