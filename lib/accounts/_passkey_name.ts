import { Invalid } from "@/lib/errors.ts";
import { parseName } from "./names.ts";

/** What its owner calls a passkey; the rules are those of people's names. @throws Invalid at `name` */
export function passkeyName(typed: string): string {
  const name = parseName(typed);
  if ("problem" in name) throw new Invalid({ name: name.problem });
  return name.value;
}
