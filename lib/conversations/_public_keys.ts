import { family } from "@/lib/kv/family.ts";

export const publicGroups = family<string, [slug: string]>(
  "public_group",
  {
    parts: ["slug"],
    holds: "which group everybody may read under this name",
    hidden: ["slug"],
  },
);
