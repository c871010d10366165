import type { ShownPart } from "@/components/conversations/InboxParts.tsx";

/** Which part of the list an address asks for. */
export function partOf({ searchParams }: URL): ShownPart {
  return {
    archived: searchParams.get("shown") === "archived",
    folder: searchParams.get("folder") ?? undefined,
  };
}
