/** From what a provider calls somebody to what they may be called here. */
import type { Identity } from "./_ask_issuer.ts";
import type { Names } from "./_new_account.ts";
import { NAME_LENGTH, USERNAME_LENGTH } from "./model.ts";
import { parseName, parseUsername } from "./names.ts";

/** The username is empty where nothing good can be made of it. */
export function namesFor(
  { username, name }: Pick<Identity, "username" | "name">,
): Names {
  const made = usernameFrom(username);
  const said = [...name].slice(0, NAME_LENGTH).join("");
  const parsed = parseName(said);
  return {
    username: made,
    name: "value" in parsed ? parsed.value : made,
  };
}

/** `Maya.Lind@example.org` → `maya.lind`. */
function usernameFrom(said: string): string {
  const local = said.split("@")[0]!.split("\\").at(-1)!;
  const fit = local.normalize("NFKC").replace(/\s+/gu, ".")
    .replace(/[^\p{L}\p{M}\p{Nd}._-]/gu, "")
    .replace(/^[^\p{L}]+|[._-]+$/gu, "");
  const short = [...fit].slice(0, USERNAME_LENGTH).join("");
  const parsed = parseUsername(short);
  return "value" in parsed ? parsed.value : "";
}
