import { initials } from "@/components/controls/Face.tsx";

/** A picture that lies in the export, or else initials. The name always stands beside it. */
export function ExportedFace(
  { name, hue, picture }: {
    name: string;
    hue: number;
    /** Where it lies, from the page it is on. */
    picture: string | null;
  },
) {
  return picture === null
    ? (
      <span class="face" data-hue={hue} aria-hidden="true">
        {initials(name)}
      </span>
    )
    : <img class="face" src={picture} width={40} height={40} alt="" />;
}
