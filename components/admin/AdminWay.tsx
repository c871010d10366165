import { ButtonLink } from "@/components/controls/Button.tsx";

/** A part of the panel that has a page of its own. */
export function AdminWay(
  { title, lead, href, link }: {
    title: string;
    lead: string;
    href: string;
    link: string;
  },
) {
  return (
    <section>
      <h2>{title}</h2>
      <p class="hint">{lead}</p>
      <div class="actions">
        <ButtonLink href={href}>{link}</ButtonLink>
      </div>
    </section>
  );
}
