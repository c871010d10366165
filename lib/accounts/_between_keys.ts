import { family } from "@/lib/kv/family.ts";
import type { Between } from "./between_model.ts";

/** The same fact at both ends, so that one row tells either whether they are apart. */
export const betweens = family<Between, [user: string, other: string]>(
  "between",
  {
    parts: ["user", "other user"],
    holds: "who blocked or muted whom, at both ends",
  },
);
