import { Drawing } from "@/components/controls/Drawing.tsx";
import type { Look } from "@/lib/files/look_model.ts";

const SHEET = "M6.5 3.5h7l4 4v13h-11zM13 3.5V8h4.5";

/** By themselves, so that no script carries them. */
const signs: Readonly<Record<Look, string>> = {
  picture: "M4 5h16v14H4zM4.5 17l5-5.5 3.5 3.5 2.5-2.5 4 4M15.5 8.5v.1",
  film: "M4 5h16v14H4zM10 9l5 3-5 3z",
  sound:
    "M9 17.5V6l10-2v11.5M6.5 15a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 2.5-2.5M16.5 13a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 2.5-2.5",
  text: `${SHEET}M9.5 12h5m-5 3.5h5`,
  paper: `${SHEET}M9.5 12h2v2.5h-2zM9.5 17h5`,
  archive: "M5 8.5h14v11H5zM4 4.5h16v4H4zM10 12.5h4",
  other: SHEET,
};

/** What kind of file it is, for the eye: the words stand beside it. */
export function FileSign({ look }: { look: Look }) {
  return <Drawing d={signs[look]} />;
}
